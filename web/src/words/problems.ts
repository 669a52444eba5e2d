import type { Problem } from '../api/client'
import { known, t } from './words'

/** What went wrong in the person's language, and what to do about it. */
export function problemText(problem: Problem): string {
  const key = `problem.${problem.code}`
  const detail = problem.errors[0]?.message ?? problem.message
  return known(key) ? t(key, { detail, n: problem.retryAfter ?? 1 }) : problem.message
}
