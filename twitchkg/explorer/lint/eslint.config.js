// How the page's scripts are linted and formatted: `make lint`, or lint.py --fix.
import js from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";

const names = (text) => Object.fromEntries(text.split(" ").map((name) => [name, "readonly"]));
const BROWSER = names(
  "Blob DecompressionStream Image Node ResizeObserver Response TextDecoder TextEncoder URL"
  + " URLSearchParams WebAssembly Worker XMLSerializer addEventListener atob clearInterval"
  + " clearTimeout crypto document getComputedStyle globalThis history innerHeight location"
  + " matchMedia navigator performance postMessage print requestAnimationFrame setInterval"
  + " setTimeout vis window",
);

export default [
  js.configs.recommended,
  stylistic.configs.customize({
    arrowParens: true, braceStyle: "1tbs", commaDangle: "always-multiline", indent: 2,
    quotes: "double", semi: true,
  }),
  {
    languageOptions: { globals: BROWSER },
    linterOptions: { reportUnusedDisableDirectives: true },
    rules: {
      "curly": ["error", "multi-line"],
      "eqeqeq": "error",
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", { max: 120, skipComments: true }],
      "no-control-regex": "off", // what is taken out of a text is named
      "no-shadow": ["error", { builtinGlobals: false, hoist: "functions" }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "@stylistic/max-len": ["error", { code: 100, ignoreUrls: true }],
      "@stylistic/max-statements-per-line": "off",
      "@stylistic/multiline-ternary": "off",
      "@stylistic/no-extra-parens": "off",
      "@stylistic/no-mixed-operators": "off",
      "@stylistic/operator-linebreak": ["error", "before", { overrides: { "=": "after" } }],
      "@stylistic/quote-props": "off",
      "@stylistic/quotes": [
        "error", "double", { avoidEscape: true, allowTemplateLiterals: "avoidEscape" },
      ],
    },
  },
  {
    files: ["**/tests/**", "**/*.mjs"],
    languageOptions: { globals: names("console process") },
  },
];
