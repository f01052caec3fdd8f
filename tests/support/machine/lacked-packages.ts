import { lackedPackages } from "./tools.ts";

// For continuous integration, which installs what is lacked: one package a line, nothing where all are there.
for (const name of lackedPackages()) console.log(name);
