import { Problem } from '../api/client'

/** An answer on its way: what was asked last stands, and the answer before it stays until the next is there. */
export class Asking<Answer> {
  answer = $state.raw<Answer | null>(null)
  problem = $state.raw<Problem | null>(null)
  waiting = $state(true)
  #running: AbortController | null = null

  async ask(fetch: (signal: AbortSignal) => Promise<Answer>): Promise<void> {
    this.#running?.abort()
    const running = (this.#running = new AbortController())
    this.waiting = true
    try {
      const answer = await fetch(running.signal)
      if (running.signal.aborted) return
      this.answer = answer
      this.problem = null
    } catch (error) {
      if (running.signal.aborted) return
      if (!(error instanceof Problem)) throw error
      this.problem = error
      this.answer = null
    }
    this.waiting = false
  }

  stop(): void {
    this.#running?.abort()
  }
}

/** Asks anew whenever what `fetch` reads changes; `fetch` reads it before it waits. */
export function asking<Answer>(fetch: (signal: AbortSignal) => Promise<Answer>): Asking<Answer> {
  const asked = new Asking<Answer>()
  $effect(() => {
    void changes.count
    void asked.ask(fetch)
    return () => asked.stop()
  })
  return asked
}

/** Counts what people changed here, so that every answer on screen is asked for again. */
export const changes = $state({ count: 0 })

export function ledgerChanged(): void {
  changes.count += 1
}
