// Starts the board.
import { render } from "preact";
import { html } from "./html.js";
import { Board } from "./board.js";
import { applyTheme, chosenTheme } from "./settings.js";

applyTheme(chosenTheme());
render(html`<${Board} />`, document.getElementById("board"));
