/* What no page of ours has: a text that somebody wrote became an element or an attribute. */
(canary) => {
  const carriers = ["src", "srcset", "href", "data", "poster", "background", "action", "formaction", "xlink:href"];
  const foreign = "iframe, object, embed, base, applet, marquee, math, xmp, meta[http-equiv]";
  const scripts = 'script:not([src], [type="application/json"])';
  const found = [...document.querySelectorAll(`${foreign}, ${scripts}`)];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      const handler = /^(on|hx-on|x-|@|v-)/.test(name) || (name.startsWith("hx-") && value.includes("canary"));
      const runs = /^[\s\u0000-\u001f]*(javascript|vbscript|data:text)/i.test(value);
      const leads = carriers.includes(name) && (runs || value.includes(canary));
      if (handler || leads) found.push(one);
    }
  }
  return found.map((one) => one.outerHTML.slice(0, 200));
}
