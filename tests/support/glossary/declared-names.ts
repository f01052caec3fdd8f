import { type BindingPattern, parseSync, Visitor } from "oxc-parser";

/** What a TypeScript source declares and says of itself. */
export interface SourceWords {
  /** Names that the file itself gives: of values, functions, parameters, types, members. Keys of object literals are data. */
  readonly names: ReadonlySet<string>;
  readonly comments: readonly string[];
}

/** Reads the declared names and the comments of a TypeScript file. @param file its path, for the parser */
export function wordsOfSource(file: string, text: string): SourceWords {
  const { program, comments } = parseSync(file, text, { lang: "ts" });
  const names = new Set<string>();
  const addKey = (node: { readonly type: string; readonly name?: unknown }): void => {
    const isPlain = node.type === "Identifier" || node.type === "PrivateIdentifier";
    if (isPlain && typeof node.name === "string") names.add(node.name);
  };
  const addFunction = (node: {
    readonly id: { readonly name: string } | null;
    readonly params: readonly Parameter[];
  }): void => {
    if (node.id !== null) names.add(node.id.name);
    for (const param of node.params) addParameter(param, names);
  };
  new Visitor({
    VariableDeclarator: ({ id }) => addPattern(id, names),
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    TSDeclareFunction: addFunction,
    ClassDeclaration: ({ id }) => void (id !== null && names.add(id.name)),
    PropertyDefinition: ({ key }) => addKey(key),
    MethodDefinition: ({ key }) => addKey(key),
    TSInterfaceDeclaration: ({ id }) => void names.add(id.name),
    TSTypeAliasDeclaration: ({ id }) => void names.add(id.name),
    TSPropertySignature: ({ key }) => addKey(key),
    TSMethodSignature: ({ key, params }) => {
      addKey(key);
      for (const param of params) addParameter(param, names);
    },
    TSFunctionType: ({ params }) => {
      for (const param of params) addParameter(param, names);
    },
    TSTypeParameter: ({ name }) => void names.add(name.name),
    ImportSpecifier: ({ local }) => void names.add(local.name),
  }).visit(program);
  return { names, comments: comments.map(({ value }) => value) };
}

type Parameter = Parameters<
  NonNullable<ConstructorParameters<typeof Visitor>[0]["FunctionDeclaration"]>
>[0]["params"][number];

function addParameter(param: Parameter, names: Set<string>): void {
  if (param.type === "RestElement") addPattern(param.argument, names);
  else if (param.type === "TSParameterProperty") addParameter(param.parameter, names);
  else addPattern(param, names);
}

/** Names bound by a pattern: what a destructured property is called here, not what it was called there. */
function addPattern(pattern: BindingPattern, names: Set<string>): void {
  switch (pattern.type) {
    case "Identifier":
      names.add(pattern.name);
      return;
    case "AssignmentPattern":
      addPattern(pattern.left, names);
      return;
    case "ArrayPattern":
      for (const element of pattern.elements) {
        if (element !== null) addPattern(element.type === "RestElement" ? element.argument : element, names);
      }
      return;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        addPattern(property.type === "RestElement" ? property.argument : property.value, names);
      }
  }
}
