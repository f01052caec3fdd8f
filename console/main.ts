import "./look/tokens.css";
import "./look/base.css";

const root = document.getElementById("console");
if (root === null) throw new Error("index.html has an element with id console");

// The public loads its own page alone.
if (/^\/public(\/|$)/.test(location.pathname)) {
  const { startPublic } = await import("./screens/public/start.tsx");
  startPublic(root);
} else {
  const { startConsole } = await import("./app/start.tsx");
  startConsole(root);
}
