import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { borders } from './scripts/borders.ts'
import { compressed } from './scripts/compressed.ts'
import { licences } from './scripts/licences.ts'

export default defineConfig({
  plugins: [svelte(), borders(), licences(), compressed()],
  worker: { format: 'es' },
  build: {
    outDir: '../src/marsad/serve/web_dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the policy of the server lets fonts and workers in only as files
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1300,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env.MARSAD_API ?? 'http://127.0.0.1:8765' } },
})
