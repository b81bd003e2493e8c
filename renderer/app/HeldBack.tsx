import { useEffect, useRef, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useApp } from './context.tsx';
import type { Held } from './opening.ts';
import { useReadable } from './use-readable.ts';

/**
 * The disk did not take the last words, so nothing was locked or left (RELIABILITY F2). Told until they are down, or the
 * person lets them go by a word of their own; also where another window had asked, and nobody here pressed anything.
 */
export function HeldBack() {
  const { opening } = useApp();
  const held = useReadable(opening.held);
  return held === null ? null : <Question key={held.nth} held={held} />;
}

function Question({ held }: { held: Held }) {
  const { t } = useTranslation('app');
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const { opening } = useApp();
  const notice = useRef<HTMLDivElement>(null);
  // Pressed far down a page, or asked for by another window: whoever looks must see why nothing happened, each time.
  useEffect(() => {
    const show = (): void => notice.current?.scrollIntoView({ block: 'nearest' });
    show();
    return opening.held.subscribe(show);
  }, [opening]);
  const attempt = async (step: () => Promise<boolean>): Promise<void> => {
    setBusy(true);
    const done = await step();
    setBusy(false);
    // What was on screen belongs to the place that was left.
    if (done && held.wish === 'leave') go('/', { replace: true });
  };
  const why = held.elsewhere ? 'elsewhere' : held.wish;
  return (
    <div ref={notice}>
      <Notice kind="error" title={t(`held.${why}`)} safe={t('held.safe')} todo={t('held.todo')}>
        <Group gap="xs">
          <Button size="xs" disabled={busy} onClick={() => void attempt(held.again)}>
            {t('held.again')}
          </Button>
          <Button size="xs" variant="default" disabled={busy} onClick={() => void held.stay()}>
            {t(`held.stay.${held.wish}`)}
          </Button>
          <Button size="xs" variant="subtle" color="red" c="var(--sv-danger)" disabled={busy} onClick={() => setAsking(true)}>
            {t(`held.without.${held.wish}`)}
          </Button>
        </Group>
      </Notice>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('held.ask')}
        text={<p>{t('held.askText')}</p>}
        confirm={t(`held.confirm.${held.wish}`)}
        danger
        onConfirm={() => attempt(held.withoutThem)}
      />
    </div>
  );
}
