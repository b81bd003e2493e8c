import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useIdentity } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Why } from '../../ui/Why.tsx';
import { restrictionOf, RULE_OF } from './restriction-of.ts';

/** Plainly, what stands against the account, what stays open, and the ways on: one's own side, and help. `todo`: what else is said there. */
export function StandingNotice({ todo }: { todo?: ReactNode }) {
  const { t } = useTranslation('standing');
  const restriction = restrictionOf(useIdentity());
  if (restriction === null) return null;
  return (
    <>
      <Notice kind="note" title={t(`${restriction}.title`)} safe={t(`${restriction}.safe`)} todo={todo}>
        <Button component={Link} href="/you/standing">
          {t('say')}
        </Button>
        <Button component={Link} href="/help" variant="default">
          {t('app:help')}
        </Button>
      </Notice>
      <Why rule={RULE_OF[restriction]} />
    </>
  );
}
