import { useEffect } from 'react';
import { useLocation } from 'wouter';

/**
 * Whoever comes by an invitation sees the same front page as everybody, whoever invited them. Nothing of the link is kept,
 * and it leaves the address at once.
 */
export function Join() {
  const [, go] = useLocation();
  useEffect(() => {
    go('/', { replace: true });
  }, [go]);
  return null;
}
