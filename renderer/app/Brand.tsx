import { Link } from 'wouter';
import styles from './shell.module.css';

/** The sign of the house: a small samovar. */
export const SamovarSign = (props: { size: number }) => (
  <svg
    viewBox="0 0 32 32"
    width={props.size}
    height={props.size}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M8 9h16c1.800 6-1.200 12-4.500 14.500h-7C9.200 21 6.200 15 8 9z" />
    <path d="M12 9c0-3 1.500-4.500 4-4.500S20 6 20 9M16 4.500V2M7.600 12.500H4M24.400 12.500H28M12.500 23.500 11 28.500h10l-1.500-5M16 15v4M14 17h4" />
  </svg>
);

export const Brand = () => (
  <Link href="/" className={styles.brand}>
    <SamovarSign size={28} />
    <span>Samovar</span>
  </Link>
);
