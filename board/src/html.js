// Markup in templates: preact's elements through htm, for all parts of the page.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);
