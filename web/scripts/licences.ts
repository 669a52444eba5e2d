import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const BESIDE = ['world-atlas', '@fontsource/noto-sans', '@fontsource/noto-sans-arabic', '@fontsource/noto-naskh-arabic']

/** The licences of all that is bundled, in one file beside it, as they ask for. */
export function licences(): Plugin {
  let root = ''
  return {
    name: 'marsad-licences',
    apply: 'build',
    configResolved: (config) => void (root = config.root),
    generateBundle() {
      const bundled = [...this.getModuleIds()].flatMap((id) => packageOf(id) ?? [])
      const own = BESIDE.map((name) => join(root, 'node_modules', name))
      const source = [...new Set([...bundled, ...own])].sort().map(told).join('\n\n')
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source })
    },
  }
}

function packageOf(id: string): string | null {
  const found = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll('\\', '/'))
  return found ? found[0].replace('\0', '') : null
}

function told(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `${name} ${version} (${license})\n${'-'.repeat(40)}\n${text}`
}
