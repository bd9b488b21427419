// The one page.

/** The page's HTML. It has no inline script and no inline style: the content security policy allows neither. */
export function page(config, scripts) {
  const tags = scripts.map((source) => `    <script src="${escaped(source)}" defer></script>`);
  return [
    "<!doctype html>",
    `<html lang="${escaped(config.language)}">`,
    "  <head>",
    '    <meta charset="utf-8">',
    '    <meta name="viewport" content="width=device-width, initial-scale=1">',
    `    <title>${escaped(config.title)}</title>`,
    ...tags,
    "  </head>",
    `  <body><main><h1>${escaped(config.title)}</h1></main></body>`,
    "</html>",
    "",
  ].join("\n");
}

function escaped(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => names[character]);
}
