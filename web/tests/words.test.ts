import { describe, expect, it } from 'vitest'
import ar from '../src/words/ar.json'
import en from '../src/words/en.json'
import { filled } from '../src/words/words'

type Message = string | Record<string, string>
const AR: Record<string, Message> = ar
const EN: Record<string, Message> = en

function holes(message: Message | undefined): string[] {
  const other = typeof message === 'string' ? message : (message?.other ?? '')
  return [...new Set(other.match(/\{\w+\}/g))].sort()
}

describe('messages', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort())
  })
  it.each(Object.keys(en))('%s has the same values in both languages', (key) => {
    expect(holes(AR[key])).toEqual(holes(EN[key]))
  })
  it.each(Object.entries(AR).filter(([, message]) => typeof message !== 'string'))(
    '%s has all six Arabic plurals',
    (_, forms) => {
      expect(Object.keys(forms).sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero'])
    },
  )
})

it.each([
  [1, 'حادثة واحدة'],
  [2, 'حادثتان'],
  [5, '5 حوادث'],
  [11, '11 حادثة'],
  [100, '100 حادثة'],
])('%i in Arabic', (n, words) => {
  expect(filled(ar['incidents.count'], { n }, 'ar')).toBe(words)
})
