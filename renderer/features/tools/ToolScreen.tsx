import { useMemo } from 'react';
import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Missing } from '../../app/Missing.tsx';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Page } from '../../ui/Page.tsx';
import { HelpFoot } from '../help/HelpFoot.tsx';
import { BreathingTool } from './BreathingTool.tsx';
import { GroundingTool } from './GroundingTool.tsx';
import { useLeave, usePageKeys } from './leave.ts';

/** One of the tools. Needs no vault and keeps nothing: no progress, no mark, no history. */
export function ToolScreen({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('tools');
  const tools = useShelf('tools');
  const leave = useLeave();
  usePageKeys(useMemo(() => ({ Escape: leave }), [leave]));
  if (tools === null) return null;
  const tool = tools.find(({ id }) => id === params['tool']);
  if (tool === undefined) return <Missing />;
  return (
    <Page title={tool.title} windowTitle={t('place')} lead={<p>{tool.summary}</p>} actions={<Leave leave={leave} />}>
      {tool.breath === null ? <GroundingTool key={tool.id} tool={tool} /> : <BreathingTool key={tool.id} tool={tool} breath={tool.breath} />}
      <HelpFoot others />
    </Page>
  );
}

export function Leave({ leave }: { leave: () => void }) {
  const { t } = useTranslation('tools');
  return (
    <Button variant="default" onClick={leave} rightSection={<Kbd size="xs">Esc</Kbd>}>
      {t('leave')}
    </Button>
  );
}
