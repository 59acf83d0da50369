// @ts-check
import { join } from "node:path";
import comments from "@eslint-community/eslint-plugin-eslint-comments";
import js from "@eslint/js";
import { defineConfig, globalIgnores, includeIgnoreFile } from "eslint/config";
import tseslint from "typescript-eslint";
import { boundaries } from "./scripts/lint/boundaries.js";

const houseSyntax = [
  { selector: "TSEnumDeclaration", message: "Use a union of strings." },
  { selector: "ExportAllDeclaration", message: "Name what is exported." },
  { selector: "ExportDefaultDeclaration", message: "Use a named export." },
];

const impureGlobals = [
  ...["process", "Buffer", "globalThis", "global", "window", "self", "console"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
  ...["fetch", "WebSocket", "XMLHttpRequest", "performance", "crypto"],
].map((name) => ({ name, message: "core is pure: take it as an argument or do it in an adapter." }));

const impureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "core has no clock: take the instant as an argument." },
  { selector: "CallExpression[callee.name='Date']", message: "core has no clock: take the instant as an argument." },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: "core has no clock: take the instant as an argument.",
  },
  {
    selector: "CallExpression[callee.property.name=/^(localeCompare|toLocale.*)$/]",
    message: "It depends on the host's locale: the same input must give the same bytes.",
  },
];

const impureProperties = [
  { object: "Date", property: "now", message: "core has no clock: take the instant as an argument." },
  { object: "Math", property: "random", message: "core has no randomness." },
];

const spoken = "Say it through `l10n.t`, so that it can be translated.";

/** Where the editor speaks to a person, with a text that has a word in it. */
const untranslated = [
  "CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > Literal[value=/[a-z]{2}/]",
  "CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > TemplateLiteral:has(TemplateElement[value.raw=/[a-z]{2}/])",
  "CallExpression[callee.name='problem'] > Literal:not(:first-child)",
  "CallExpression[callee.name='problem'] > TemplateLiteral",
  "Property[key.name=/^(title|prompt|placeholder|placeHolder|detail|tooltip|spoken|invocationMessage)$/] > Literal[value=/^(?!https:).*[a-z]{2}/]",
  "Property[key.name=/^(prompt|placeholder|placeHolder|detail)$/] > TemplateLiteral:has(TemplateElement[value.raw=/[a-z]{2}/])",
].map((selector) => ({ selector, message: spoken }));

export default defineConfig(
  includeIgnoreFile(join(import.meta.dirname, ".gitignore")),
  globalIgnores(["**/generated/", "**/fixtures/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { muster: { rules: { boundaries } }, comments },
    rules: {
      "muster/boundaries": "error",
      "comments/require-description": ["error", { ignore: ["eslint-enable"] }],
      "no-restricted-syntax": ["error", ...houseSyntax],
      "no-empty": ["error", { allowEmptyCatch: false }],
      "max-lines": ["error", 350],
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: true }],
      "@typescript-eslint/prefer-optional-chain": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `async` without `await` turns a throw into a rejection, as the ports promise.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // Ports and gate kinds are plain objects of functions; none of them uses `this`.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["packages/core/src/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...impureGlobals,
        { name: "Intl", message: "The host's time-zone data is read in core/src/time only." },
      ],
      "no-restricted-properties": ["error", ...impureProperties],
      "no-restricted-syntax": ["error", ...houseSyntax, ...impureSyntax],
    },
  },
  { files: ["packages/core/src/time/**"], rules: { "no-restricted-globals": ["error", ...impureGlobals] } },
  {
    files: ["packages/vscode-extension/src/**"],
    rules: { "no-restricted-syntax": ["error", ...houseSyntax, ...untranslated] },
  },
  // Agents are spoken to in English.
  { files: ["packages/vscode-extension/src/agents/**"], rules: { "no-restricted-syntax": ["error", ...houseSyntax] } },
  // A test reads a fixture as the type that it wrote it in.
  { files: ["**/test/**"], rules: { "@typescript-eslint/no-unnecessary-type-parameters": "off" } },
  // These run before anything is built: the generator takes two of core's sources as they are.
  { files: ["scripts/**", "*.js"], rules: { "muster/boundaries": "off" } },
  { files: ["*.config.js"], rules: { "no-restricted-syntax": "off" } },
  // Scripts, and examples, which are short and need no project of their own.
  {
    files: ["**/*.{js,cjs}", "examples/**"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly", exports: "writable" } },
  },
);
