/** What stands round the content of real pages, in the page's language. */
import type { CorpusPage } from './page.ts';

interface Words {
  skip: string;
  menu: string[];
  cookies: string;
  choices: string[];
  newsletter: string;
  send: string;
  share: string[];
  related: string;
  links: string[];
  comments: string;
  said: string[];
  adverts: string[];
  legal: string;
  search: string;
  contents: string;
}

const WORDS: Record<string, Words> = {
  en: {
    skip: 'Skip to main content',
    menu: ['Home', 'News', 'Services', 'About us', 'Contact'],
    cookies:
      'We and our 214 partners store cookies on your device to measure visits and show adverts that fit you.',
    choices: ['Accept all', 'Reject all', 'Manage choices'],
    newsletter: 'Join 12,000 readers. One letter a month, no spam, leave whenever you like.',
    send: 'Sign up',
    share: ['Share on Facebook', 'Post on X', 'Send by WhatsApp', 'Copy link', 'Print'],
    related: 'You may also like',
    links: [
      'Our most read this week',
      'Five things we did not expect',
      'A letter from the team',
      'What is new in spring',
    ],
    comments: 'Leave a comment',
    said: ['Thanks for this, just what I was looking for.', 'Not sure that I agree with the second part.'],
    adverts: [
      'Advertisement: save up to 40% on mattresses today only',
      'Sponsored: the watch that doctors do not want you to see',
    ],
    legal: '© 2026. All rights reserved. Privacy policy. Terms of use. Cookie settings.',
    search: 'Search this site',
    contents: 'On this page',
  },
  de: {
    skip: 'Zum Inhalt springen',
    menu: ['Startseite', 'Aktuelles', 'Leistungen', 'Über uns', 'Kontakt'],
    cookies:
      'Wir und unsere 187 Partner verwenden Cookies, um Inhalte zu messen und Anzeigen auf Sie zuzuschneiden.',
    choices: ['Alle akzeptieren', 'Nur notwendige', 'Einstellungen'],
    newsletter: 'Unser Rundbrief erscheint einmal im Monat. Abmelden können Sie sich jederzeit.',
    send: 'Anmelden',
    share: ['Auf Facebook teilen', 'Per WhatsApp senden', 'Link kopieren', 'Drucken'],
    related: 'Das könnte Sie auch interessieren',
    links: [
      'Meistgelesen diese Woche',
      'Zehn Tipps für den Sommer',
      'Hinter den Kulissen',
      'Unsere Neuheiten',
    ],
    comments: 'Kommentar schreiben',
    said: ['Vielen Dank, sehr hilfreich!', 'Bei uns war das leider ganz anders.'],
    adverts: [
      'Anzeige: Jetzt Stromanbieter wechseln und bis zu 300 Euro sparen',
      'Gesponsert: Treppenlifte im Vergleich',
    ],
    legal: '© 2026 Alle Rechte vorbehalten. Impressum. Datenschutz. AGB. Barrierefreiheit.',
    search: 'Suche',
    contents: 'Auf dieser Seite',
  },
  fr: {
    skip: 'Aller au contenu',
    menu: ['Accueil', 'Actualités', 'Services', 'Qui sommes-nous', 'Contact'],
    cookies:
      'Avec nos 163 partenaires, nous utilisons des cookies pour mesurer l’audience et personnaliser la publicité.',
    choices: ['Tout accepter', 'Tout refuser', 'Paramétrer'],
    newsletter: 'Recevez notre lettre chaque premier mardi du mois. Désinscription en un clic.',
    send: 'S’inscrire',
    share: ['Partager sur Facebook', 'Envoyer par WhatsApp', 'Copier le lien', 'Imprimer'],
    related: 'À lire aussi',
    links: [
      'Les plus lus de la semaine',
      'Nos conseils pour l’hiver',
      'Dans les coulisses',
      'Les nouveautés',
    ],
    comments: 'Laisser un commentaire',
    said: ['Merci pour cet article très clair.', 'Je ne suis pas tout à fait d’accord.'],
    adverts: [
      'Publicité : votre mutuelle à partir de 9 euros',
      'Contenu sponsorisé : cette astuce change tout',
    ],
    legal: '© 2026 Tous droits réservés. Mentions légales. Confidentialité. Plan du site.',
    search: 'Rechercher',
    contents: 'Sur cette page',
  },
  es: {
    skip: 'Saltar al contenido',
    menu: ['Inicio', 'Noticias', 'Servicios', 'Quiénes somos', 'Contacto'],
    cookies:
      'Usamos cookies propias y de terceros para medir las visitas y mostrar publicidad personalizada.',
    choices: ['Aceptar todo', 'Rechazar', 'Configurar'],
    newsletter: 'Suscríbase a nuestro boletín mensual y reciba las novedades antes que nadie.',
    send: 'Suscribirse',
    share: ['Compartir en Facebook', 'Enviar por WhatsApp', 'Copiar enlace'],
    related: 'También le puede interesar',
    links: ['Lo más leído', 'Consejos para el verano', 'Detrás de las cámaras'],
    comments: 'Escriba un comentario',
    said: ['Muchas gracias, muy útil.', 'En mi caso no funcionó.'],
    adverts: ['Publicidad: seguros de coche desde 12 euros', 'Patrocinado: el truco que nadie cuenta'],
    legal: '© 2026 Todos los derechos reservados. Aviso legal. Privacidad.',
    search: 'Buscar',
    contents: 'En esta página',
  },
  ar: {
    skip: 'انتقل إلى المحتوى',
    menu: ['الرئيسية', 'الأخبار', 'الخدمات', 'من نحن', 'اتصل بنا'],
    cookies: 'نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لقياس الزيارات وعرض إعلانات تناسبك.',
    choices: ['قبول الكل', 'رفض', 'الإعدادات'],
    newsletter: 'اشترك في نشرتنا الشهرية ويمكنك إلغاء الاشتراك في أي وقت.',
    send: 'اشتراك',
    share: ['شارك على فيسبوك', 'أرسل عبر واتساب', 'انسخ الرابط'],
    related: 'قد يهمك أيضا',
    links: ['الأكثر قراءة هذا الأسبوع', 'نصائح للصيف', 'جديدنا'],
    comments: 'أضف تعليقا',
    said: ['شكرا جزيلا على هذه المعلومات.', 'لا أتفق مع الفقرة الثانية.'],
    adverts: ['إعلان: خصم حتى أربعين بالمئة على الأثاث'],
    legal: '© ٢٠٢٦ جميع الحقوق محفوظة. سياسة الخصوصية.',
    search: 'بحث',
    contents: 'في هذه الصفحة',
  },
  ja: {
    skip: '本文へ移動',
    menu: ['ホーム', 'お知らせ', 'サービス', '会社概要', 'お問い合わせ'],
    cookies: '当サイトでは、アクセス解析と広告表示のためにクッキーを使用しています。',
    choices: ['すべて許可', '拒否する', '設定'],
    newsletter: '月に一度のメールマガジンをお届けします。いつでも解除できます。',
    send: '登録',
    share: ['フェイスブックで共有', 'ラインで送る', 'リンクをコピー'],
    related: '関連記事',
    links: ['今週のランキング', '夏のおすすめ', '新着情報'],
    comments: 'コメントを書く',
    said: ['とても参考になりました。', 'もう少し詳しく知りたいです。'],
    adverts: ['広告：今だけ送料無料キャンペーン'],
    legal: '© 2026 無断転載を禁じます。プライバシーポリシー。',
    search: 'サイト内検索',
    contents: '目次',
  },
};

export type Furniture = Omit<Words, 'links' | 'said'> & {
  links: string[];
  said: string[];
  footer: string[];
};

/** The page's own where it has some, else what many sites have in its language. */
export function furnitureOf({ language, menu, related, comments, footer }: CorpusPage): Furniture {
  const words = WORDS[language.slice(0, 2)] ?? WORDS.en;
  if (!words) throw new Error('There is no furniture.');
  return {
    ...words,
    menu: menu ?? words.menu,
    links: related ?? words.links,
    said: comments ?? words.said,
    footer: footer ?? [],
  };
}
