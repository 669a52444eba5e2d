import type { Doubt } from '../api/types'

/** What a key does in the review; keys mean the same on an Arabic keyboard, where they carry other letters. */
export type Act = 'accept' | 'correct' | 'reject' | 'same' | 'different' | 'skip' | 'undo' | 'help'

const KEYS: Record<string, Act> = {
  KeyA: 'accept',
  KeyC: 'correct',
  KeyR: 'reject',
  KeyS: 'same',
  KeyD: 'different',
  Space: 'skip',
  KeyZ: 'undo',
}
const OF_KIND: Record<Doubt['kind'], Act[]> = {
  value: ['accept', 'correct', 'reject', 'skip', 'undo', 'help'],
  grouping: ['same', 'different', 'skip', 'undo', 'help'],
}

export function actOf(event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Act | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === '?' || event.key === '؟') return 'help'
  return KEYS[event.code] ?? null
}

export function fits(act: Act, kind: Doubt['kind'] | null): boolean {
  return kind === null ? act === 'undo' || act === 'help' : OF_KIND[kind].includes(act)
}

export function keyName(act: Act): string {
  if (act === 'help') return '?'
  const code = Object.entries(KEYS).find(([, each]) => each === act)?.[0] ?? ''
  return code === 'Space' ? '␣' : code.replace('Key', '')
}
