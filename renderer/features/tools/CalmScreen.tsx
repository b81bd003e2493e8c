import { useMemo } from 'react';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Page } from '../../ui/Page.tsx';
import { HelpFoot } from '../help/HelpFoot.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { CalmLink } from './CalmLink.tsx';
import { useLeave, usePageKeys } from './leave.ts';
import { toolsOf } from './order.ts';
import { Leave } from './ToolScreen.tsx';
import styles from './tools.module.css';

const KINDS = ['breathing', 'grounding'] as const;

/** Breathing and grounding for this very minute: one click from anywhere, before every lock (RELIABILITY G6). */
export function CalmScreen() {
  const { t } = useTranslation('tools');
  const leave = useLeave();
  usePageKeys(useMemo(() => ({ Escape: leave }), [leave]));
  return (
    <Page title={t('place')} lead={<p>{t('lead')}</p>} actions={<Leave leave={leave} />} wide>
      <Tools />
      <HelpFoot />
    </Page>
  );
}

/** The same as a part of Growth, where one looks around in quiet. */
export function CalmInGrowth() {
  const { t } = useTranslation('tools');
  return (
    <>
      <GrowthTabs />
      <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
        <Tools />
        <HelpFoot />
      </Page>
    </>
  );
}

function Tools() {
  const { t } = useTranslation('tools');
  const tools = useShelf('tools');
  return KINDS.map((kind) => (
    <section key={kind} className={styles.kind} aria-labelledby={kind}>
      <Title order={2} id={kind}>
        {t(`kinds.${kind}`)}
      </Title>
      <ul className={styles.tools}>
        {toolsOf(tools ?? [], kind).map((tool) => (
          <ToolCard key={tool.id} tool={tool} />
        ))}
      </ul>
    </section>
  ));
}

function ToolCard({ tool }: { tool: Tool }) {
  const { t } = useTranslation('tools');
  return (
    <li>
      <CalmLink href={`/calm/${tool.id}`} className={styles.tool}>
        <strong>{tool.title}</strong>
        <span>{tool.summary}</span>
        <span className={styles.minutes}>{t('minutes', { count: tool.minutes })}</span>
      </CalmLink>
    </li>
  );
}
