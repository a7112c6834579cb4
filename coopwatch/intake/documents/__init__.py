"""From the bytes of a web page or PDF to an article's text, title, date and publisher."""
