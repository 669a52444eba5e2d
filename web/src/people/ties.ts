import type { GraphEdge, GraphNode } from '../api/types'

/** Places of a small graph of ties: the actor in the middle, others on rings around it; no motion, same each time. */

export interface Placed extends GraphNode {
  x: number
  y: number
}

export interface Drawn {
  nodes: Placed[]
  edges: { edge: GraphEdge; from: Placed; to: Placed }[]
}

const WIDTH = 640
const HEIGHT = 420

export function drawn(nodes: readonly GraphNode[], edges: readonly GraphEdge[], middle: string): Drawn {
  const steps = distances(edges, middle)
  const rings = Map.groupBy(nodes, (node) => Math.min(2, steps.get(node.id) ?? 2))
  const placed = [...rings].flatMap(([ring, own]) => around(own, ring))
  const at = new Map(placed.map((node) => [node.id, node]))
  const shown = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.source), at.get(edge.target)]
    return from && to ? [{ edge, from, to }] : []
  })
  return { nodes: placed, edges: shown }
}

function around(nodes: readonly GraphNode[], ring: number): Placed[] {
  const turn = ring === 2 ? Math.PI / Math.max(1, nodes.length) : 0
  return nodes.map((node, at) => {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * at) / nodes.length
    const reach = [0, 0.56, 0.9][ring] ?? 0.9
    return {
      ...node,
      x: WIDTH / 2 + Math.cos(angle) * reach * (WIDTH / 2 - 70),
      y: HEIGHT / 2 + Math.sin(angle) * reach * (HEIGHT / 2 - 24),
    }
  })
}

/** How many ties away each actor is. */
function distances(edges: readonly GraphEdge[], middle: string): Map<string, number> {
  const steps = new Map([[middle, 0]])
  for (let far = 1; far <= 2; far++) {
    for (const { source, target } of edges) {
      for (const [one, other] of [
        [source, target],
        [target, source],
      ] as const) {
        if (steps.get(one) === far - 1 && !steps.has(other)) steps.set(other, far)
      }
    }
  }
  return steps
}
