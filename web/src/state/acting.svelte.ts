import { Problem, send } from '../api/client'
import type { Said } from '../api/types'
import { ledgerChanged } from './asking.svelte'

/** What a person just did, so that it can be taken back; and what went wrong when it could not be done. */
export const acted = $state<{ undo: string | null; what: string | null; problem: Problem | null }>({
  undo: null,
  what: null,
  problem: null,
})

/** Says something against or for the machine; what the ledger answers, or null when it did not take it. */
export async function say(path: string, body: unknown, what: string): Promise<Said | null> {
  let said: Said | null = null
  await attempt(async () => {
    said = await send<Said>('POST', path, body)
    acted.undo = said.undo
    acted.what = what
  })
  if (said) ledgerChanged()
  return said
}

export async function undo(): Promise<boolean> {
  return attempt(async () => {
    await send<Said>('POST', '/undo', acted.undo ? { token: acted.undo } : {})
    acted.undo = null
    acted.what = null
    ledgerChanged()
  })
}

/** Does it, and keeps the problem for the notice if it fails; nothing that was typed is lost by that. */
export async function attempt(what: () => Promise<unknown>): Promise<boolean> {
  acted.problem = null
  try {
    await what()
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    acted.problem = error
    return false
  }
}

export function dismiss(): void {
  acted.what = null
  acted.problem = null
}
