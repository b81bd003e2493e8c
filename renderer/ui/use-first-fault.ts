import { useEffect, useRef, type RefObject } from 'react';

/**
 * Leads to the first field at fault each time a form is found wanting, so that it is read out with its reason
 * (WCAG 3.3.1). Give null while nothing is wrong and a new object with each refusal; the ref is for the form.
 */
export function useFirstFault(faults: object | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (faults !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return form;
}
