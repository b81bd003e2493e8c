import { useCallback, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../../content/library/schema.ts';
import { usePageKeys } from './leave.ts';
import styles from './tools.module.css';

/** One step at a time, in one's own time. At the end nothing is asked and nothing is counted. */
export function GroundingTool({ tool }: { tool: Tool }) {
  const { t } = useTranslation('tools');
  const { steps } = tool;
  const [step, setStep] = useState(0);
  const over = step >= steps.length;
  const next = useCallback(() => setStep((now) => (now >= steps.length ? 0 : now + 1)), [steps]);
  const back = useCallback(() => setStep((now) => Math.max(0, now - 1)), []);
  usePageKeys(useMemo(() => ({ ' ': next, ArrowDown: next, ArrowUp: back }), [next, back]));
  return (
    <section className={styles.stage} aria-label={tool.title}>
      <div className={styles.one} aria-live="polite" aria-atomic="true">
        {!over && <p className={styles.progress}>{t('grounding.step', { step: step + 1, of: steps.length })}</p>}
        <p className={styles.step}>{over ? t('grounding.over') : steps[step]}</p>
      </div>
      <div className={styles.controls}>
        <Button variant="default" onClick={back} disabled={step === 0}>
          {t('grounding.back')}
        </Button>
        <Button onClick={next} miw="9rem">
          {t(over ? 'again' : 'grounding.next')}
        </Button>
      </div>
      <p className={styles.keys}>{t('grounding.keys')}</p>
      <details className={styles.all}>
        <summary>{t('grounding.all')}</summary>
        <ol>
          {steps.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </details>
    </section>
  );
}
