import { SvelteSet } from 'svelte/reactivity'
import { get, Problem, send } from '../api/client'
import type { Doubt, Queue, Said } from '../api/types'

const AHEAD = 5 // the next doubts are fetched while so many are still to come

interface Done {
  doubt: Doubt
  undo: string | null
}

/** One doubt at a time. A decision shows the next at once and is sent meanwhile; if it fails, the doubt comes back. */
export class ReviewQueue {
  waiting = $state.raw<Doubt[]>([])
  total = $state(0)
  decided = $state(0)
  loading = $state(true)
  problem = $state.raw<Problem | null>(null)
  #skipped = new SvelteSet<string>()
  #gone = new SvelteSet<string>()
  #done: Done[] = []
  #query = new URLSearchParams()
  #next: string | null = null
  #sending: Promise<void> = Promise.resolve()

  get now(): Doubt | null {
    return this.waiting[0] ?? null
  }

  get left(): number {
    return Math.max(this.waiting.length, this.total - this.#gone.size)
  }

  get skipped(): number {
    return this.#skipped.size
  }

  async begin(query: URLSearchParams): Promise<void> {
    this.#query = query
    this.#skipped.clear()
    this.#gone.clear()
    this.waiting = []
    this.#next = null
    await this.#fetch()
  }

  decide(path: string, body: unknown): void {
    const doubt = this.#take()
    if (!doubt) return
    this.#gone.add(doubt.id)
    this.decided += 1
    const done: Done = { doubt, undo: null }
    this.#done.push(done)
    this.#sending = this.#sending.then(() => this.#send(done, path, body))
  }

  skip(): void {
    const doubt = this.#take()
    if (doubt) this.#skipped.add(doubt.id)
  }

  /** Brings the last decision back in front. */
  async undo(): Promise<void> {
    await this.#sending
    const last = this.#done.pop()
    if (!last) return
    try {
      await send('POST', '/undo', last.undo ? { token: last.undo } : {})
      this.#back(last.doubt)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Those that were skipped, once more. */
  again(): void {
    this.#skipped.clear()
    void this.begin(this.#query)
  }

  #take(): Doubt | null {
    const [first, ...rest] = this.waiting
    this.waiting = rest
    if (rest.length < AHEAD && this.#next) void this.#fetch()
    return first ?? null
  }

  #back(doubt: Doubt): void {
    this.#gone.delete(doubt.id)
    this.decided = Math.max(0, this.decided - 1)
    this.waiting = [doubt, ...this.waiting.filter((each) => each.id !== doubt.id)]
  }

  async #send(done: Done, path: string, body: unknown): Promise<void> {
    try {
      done.undo = (await send<Said>('POST', path, body)).undo
      this.problem = null
    } catch (error) {
      this.#done = this.#done.filter((each) => each !== done)
      this.#back(done.doubt)
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (!(error instanceof Problem)) throw error
    this.problem = error
  }

  async #fetch(): Promise<void> {
    const query = new URLSearchParams(this.#query)
    if (this.#next) query.set('cursor', this.#next)
    this.loading = true
    try {
      const page = await get<Queue>('/review', query)
      this.total = page.total
      this.decided = Math.max(this.decided, page.done)
      this.#next = page.next
      const seen = new SvelteSet([...this.waiting.map((each) => each.id), ...this.#skipped, ...this.#gone])
      this.waiting = [...this.waiting, ...page.items.filter((each) => !seen.has(each.id))]
      this.problem = null
    } catch (error) {
      this.#fail(error)
    }
    this.loading = false
  }
}
