import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import config from './svelte.config.js'

export default ts.config(
  ts.configs.strict,
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig: config } },
    rules: { 'svelte/no-navigation-without-resolve': 'off' }, // the workbench has its own small router
  },
  { rules: { 'max-lines': ['error', 400] } },
  { ignores: ['node_modules', 'dist'] },
)
