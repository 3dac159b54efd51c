import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { project: ['./tsconfig.json', './tsconfig.test.json'], tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error', // a log is a place where a value could end up
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      // What was scanned is shown as text, never as markup.
      'no-restricted-properties': ['error', { property: 'innerHTML' }, { property: 'outerHTML' }, { property: 'insertAdjacentHTML' }]
    }
  },
  { files: ['test/**'], rules: { '@typescript-eslint/no-floating-promises': 'off' } }
);
