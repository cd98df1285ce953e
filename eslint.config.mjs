import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", ".cache/", "examples/", "test/golden/files/", "test/formats/onnx/onnx_pb.ts"] },
  { files: ["**/*.ts"], extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked] },
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/prefer-for-of": "off",
      // Elements of arrays are typed as present (typed arrays would need a check each); where they may be missing, we ask.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "max-len": ["error", { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      "no-restricted-syntax": [
        "error",
        {
          // Of groups of a regular expression, which may be missing, a default is right: those stand behind `?? []`.
          selector: "ArrayPattern:not(VariableDeclarator[init.type='LogicalExpression'] > ArrayPattern) > AssignmentPattern",
          message: "a default would make a value of an argument that is missing",
        },
      ],
    },
  },
  { files: ["test/**/*.ts", "bench/**/*.ts", "targets/**/*.ts"], rules: { "max-lines-per-function": "off", "no-console": "off" } },
);
