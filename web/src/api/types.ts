/** What the API answers, in one place. Days are "2024-03-05"; spans count characters (code points) of `content`. */

export type * from './types/basics'
export type * from './types/incidents'
export type * from './types/claims'
export type * from './types/things'
