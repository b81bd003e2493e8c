import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { Button } from '@mantine/core';
import { IconWind } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCameFrom } from './leave.ts';

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly href?: string;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
};

/** A link into the calm minute that knows the way back. Everywhere the same, so that Escape always means the same. */
export const CalmLink = ({ href = '/calm', ...rest }: LinkProps) => <Link {...rest} href={href} state={useCameFrom()} />;

/** The quiet button beside "Help now" in the frame. */
export function CalmButton({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('tools');
  if (narrow) {
    return (
      <Button component={CalmLink} variant="subtle" size="compact-md" px="xs" aria-label={t('place')}>
        <IconWind size={20} aria-hidden="true" />
      </Button>
    );
  }
  return (
    <Button
      component={CalmLink}
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      justify="flex-start"
      px="sm"
      leftSection={<IconWind size={20} stroke={1.6} aria-hidden="true" />}
    >
      {t('place')}
    </Button>
  );
}
