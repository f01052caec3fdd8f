import { render } from "preact";
import { App } from "./app/app.tsx";
import { followTheme } from "./app/theme.ts";
import { followView } from "./app/view.ts";
import "./look/tokens.css";
import "./look/base.css";
import "./look/shell.css";

followTheme();
followView();
const root = document.getElementById("console");
if (root === null) throw new Error("index.html has an element with id console");
render(<App />, root);
