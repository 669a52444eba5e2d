const EARTH = 6_371_008.8

/** A ring of points at a distance in metres around a point, closed: the outline of "somewhere within". */
export function circleAround(lon: number, lat: number, metres: number, corners = 48): [number, number][] {
  const far = metres / EARTH
  const phi = (lat * Math.PI) / 180
  const ring = Array.from({ length: corners }, (_, at): [number, number] => {
    const bearing = (2 * Math.PI * at) / corners
    const to = Math.asin(Math.sin(phi) * Math.cos(far) + Math.cos(phi) * Math.sin(far) * Math.cos(bearing))
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(far) * Math.cos(phi),
      Math.cos(far) - Math.sin(phi) * Math.sin(to),
    )
    return [lon + (east * 180) / Math.PI, (to * 180) / Math.PI]
  })
  return [...ring, ring[0] ?? [lon, lat]]
}
