// Shows /openapi.json: every text goes in as text, never as markup.
"use strict";
let contract;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

// Text in which `this` is code and an empty line begins a paragraph.
function prose(text) {
  return (text || "").split(/\n\n+/).filter(Boolean).map(paragraph =>
    make("p", {}, ...phrases(paragraph)));
}
function phrases(text) {
  return (text || "").split("`").map((part, i) => i % 2 ? make("code", {}, part) : part);
}

function resolve(item) {
  while (item && item.$ref) item = item.$ref.slice(2).split("/").reduce((at, key) => at[key], contract);
  return item || {};
}

function typeOf(schema) {
  const name = schema.$ref && schema.$ref.split("/").pop();
  schema = resolve(schema);
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" or ");
  if (schema.type === "array") return "array of " + typeOf(schema.items || {});
  return name || [].concat(schema.type || "any").join(" or ");
}

function bounds(schema) {
  schema = resolve(schema);
  const parts = [];
  if (schema.minimum !== undefined || schema.maximum !== undefined)
    parts.push((schema.minimum ?? "…") + " to " + (schema.maximum ?? "…"));
  if (schema.minItems !== undefined) parts.push(schema.minItems + " to " + schema.maxItems + " elements");
  if (schema.default !== undefined) parts.push("default " + schema.default);
  return parts.length ? parts.join("; ") + ". " : "";
}

function table(head, rows) {
  return make("table", {}, make("tr", {}, ...head.map(text => make("th", {}, text))),
    ...rows.map(cells => make("tr", {}, ...cells.map(cell => make("td", {}, ...[].concat(cell))))));
}

// The members of an object, those of objects in arrays with the path to them.
function members(schema, prefix = "", depth = 0) {
  schema = resolve(schema);
  const rows = [];
  for (const [name, given] of Object.entries(schema.properties || {})) {
    const member = resolve(given);
    const optional = !(schema.required || []).includes(name);
    rows.push([make("code", {}, prefix + name), typeOf(given) + (optional ? ", optional" : ""),
      [bounds(given), ...phrases(member.description || given.description)]]);
    const inner = member.type === "array" ? resolve(member.items) : member;
    if (inner.properties && depth < 2)
      rows.push(...members(inner, prefix + name + (member.type === "array" ? "[]." : "."), depth + 1));
  }
  return rows;
}

function content(of) {
  const parts = [];
  for (const [type, media] of Object.entries(of.content || {})) {
    const rows = type.endsWith("json") ? members(media.schema || {}) : [];
    if (rows.length) parts.push(table(["Member", "Type", "Meaning"], rows));
    const example = media.example ?? resolve(media.schema || {}).example;
    if (example !== undefined)
      parts.push(make("pre", {}, make("code", {},
        typeof example === "string" ? example : JSON.stringify(example, null, 2))));
  }
  return parts;
}

function codes(response) {
  const list = response["x-problem-codes"] || [];
  return list.flatMap((code, i) => [i ? ", " : " ",
    make("a", {href: "/problems/" + code.replaceAll("_", "-")}, make("code", {}, code))]);
}

function operation(path, method, item, shared) {
  const body = make("div", {}, ...prose(item.description));
  const parameters = [...(shared || []), ...(item.parameters || [])].map(resolve);
  if (parameters.length)
    body.append(make("h3", {}, "Parameters"), table(["Name", "Where", "Meaning"], parameters.map(p =>
      [make("code", {}, p.name), p.in + (p.required ? "" : ", optional"), [bounds(p.schema || {}), ...phrases(p.description)]])));
  if (item.requestBody)
    body.append(make("h3", {}, "Body"), ...content(resolve(item.requestBody)));
  const responses = Object.entries(item.responses || {}).map(([status, r]) => [status, resolve(r)]);
  body.append(make("h3", {}, "Answers"), table(["Status", "Meaning"], responses.map(([status, r]) =>
    [make("code", {}, status), [...phrases(r.description), ...codes(r)]])));
  for (const [status, r] of responses)
    if (status.startsWith("2")) body.append(...content(r));
  return make("details", {id: item.operationId}, make("summary", {}, make("span", {class: "method " + method},
    method.toUpperCase()), make("code", {}, path), make("span", {class: "what"}, item.summary || "")), body);
}

function show() {
  document.getElementById("title").textContent = contract.info.title + " " + contract.info.version;
  document.getElementById("intro").replaceChildren(...prose(contract.info.description),
    make("p", {}, contract["x-anywhere"].description, ...codes(contract["x-anywhere"])));
  const groups = new Map(contract.tags.map(tag => [tag.name,
    make("section", {}, make("h2", {}, tag.name), ...prose(tag.description))]));
  for (const [path, item] of Object.entries(contract.paths))
    for (const method of ["get", "post", "put"])
      if (item[method]) groups.get(item[method].tags[0]).append(operation(path, method, item[method], item.parameters));
  document.getElementById("operations").replaceChildren(...groups.values());
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted) { wanted.open = true; wanted.scrollIntoView(); }
}

fetch("/openapi.json").then(response => response.json()).then(document_ => { contract = document_; show(); })
  .catch(() => { document.getElementById("intro").textContent = "/openapi.json could not be read."; });
