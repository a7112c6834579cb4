"""Reading agreements out of German articles: text in, findings with their quotes out. No Django here."""
