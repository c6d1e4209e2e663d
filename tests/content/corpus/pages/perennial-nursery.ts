import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'list',
  template: 'utility',
  language: 'en',
  title: 'Perennials A to Z | Quillfeather Nursery',
  site: 'Quillfeather Nursery',
  menu: ['Perennials', 'Grasses', 'Ferns', 'Roses', 'Tools', 'Advice'],
  footer: [
    'Quillfeather Nursery, Mill Lane, Ludlow',
    'Open March to October, Thursday to Sunday, 10 am to 5 pm',
  ],
  body: `
# Perennials A to Z
All plants are grown here without peat, in 1 litre pots. We send on Mondays and Tuesdays; a box of up to twelve pots costs £8.50. Fifteen pots or more are sent free of charge.
## The list
| Plant | Height | Flowers | Place | Price
| Achillea 'Terracotta' | 80 cm | June to August | sun, dry | £7.50
| Aconitum carmichaelii 'Arendsii' | 120 cm | September to October | half shade | £8.90
| Actaea simplex 'Brunette' | 150 cm | September | half shade, moist | £12.50
| Agastache 'Black Adder' | 90 cm | July to October | sun | £7.90
| Alchemilla mollis | 45 cm | June to July | anywhere | £5.50
| Amsonia hubrichtii | 90 cm | May | sun | £9.80
| Anemone 'Honorine Jobert' | 110 cm | August to October | half shade | £7.50
| Aquilegia 'Nora Barlow' | 75 cm | May to June | half shade | £5.90
| Artemisia 'Powis Castle' | 60 cm | none | sun, dry | £6.90
| Aruncus dioicus | 150 cm | June | shade, moist | £8.50
| Aster frikartii 'Mönch' | 80 cm | July to October | sun | £8.20
| Astilbe 'Fanal' | 60 cm | July | shade, moist | £6.90
| Astrantia 'Roma' | 60 cm | June to September | half shade | £8.90
| Baptisia australis | 110 cm | June | sun | £10.50
| Bergenia 'Bressingham White' | 35 cm | March to April | anywhere | £6.20
| Brunnera 'Jack Frost' | 40 cm | April to May | shade | £9.50
| Calamintha nepeta | 40 cm | July to October | sun, dry | £6.50
| Campanula 'Loddon Anna' | 120 cm | July | half shade | £7.20
| Centranthus ruber 'Albus' | 70 cm | May to September | sun, dry | £5.50
| Cephalaria gigantea | 200 cm | June to July | sun | £8.80
| Cirsium 'Atropurpureum' | 120 cm | June to August | sun | £7.90
| Coreopsis 'Zagreb' | 30 cm | June to September | sun | £6.50
| Crambe cordifolia | 180 cm | June | sun | £13.00
| Crocosmia 'Lucifer' | 110 cm | July to August | sun | £6.90
| Delphinium 'Faust' | 170 cm | June to July | sun | £14.50
| Dicentra 'Bacchanal' | 40 cm | April to June | shade | £8.60
| Digitalis ferruginea | 130 cm | July | half shade | £5.90
| Echinacea 'Magnus' | 90 cm | July to September | sun | £8.20
| Echinops 'Veitch's Blue' | 90 cm | July to August | sun, dry | £7.70
| Epimedium 'Sulphureum' | 30 cm | April | dry shade | £9.20
| Eryngium 'Big Blue' | 70 cm | June to August | sun, dry | £9.90
| Euphorbia 'Fireglow' | 80 cm | May to July | half shade | £7.50
| Filipendula 'Venusta' | 180 cm | July | sun, moist | £8.30
| Gaura 'Whirling Butterflies' | 75 cm | June to October | sun | £7.90
| Geranium 'Rozanne' | 50 cm | June to November | anywhere | £9.90
| Geum 'Totally Tangerine' | 75 cm | May to August | half shade | £8.50
| Gillenia trifoliata | 90 cm | June | half shade | £9.60
| Helenium 'Sahin's Early Flowerer' | 90 cm | July to October | sun | £7.90
| Helleborus orientalis, dark | 45 cm | February to April | shade | £12.00
| Hemerocallis 'Corky' | 70 cm | June to July | sun | £8.40
| Heuchera 'Obsidian' | 40 cm | June | half shade | £9.20
| Hosta 'Halcyon' | 45 cm | July | shade | £9.50
| Inula magnifica | 200 cm | July | sun | £9.80
| Iris sibirica 'Tropic Night' | 90 cm | June | sun, moist | £7.90
| Knautia macedonica | 70 cm | June to September | sun | £6.90
| Kniphofia 'Percy's Pride' | 100 cm | August to October | sun | £8.90
| Leucanthemum 'T. E. Killin' | 90 cm | June to August | sun | £7.20
| Liatris spicata | 70 cm | July to August | sun | £5.90
| Ligularia 'The Rocket' | 180 cm | July | shade, moist | £9.50
| Lychnis coronaria | 60 cm | June to August | sun, dry | £5.50
| Lysimachia 'Firecracker' | 100 cm | July | half shade | £6.80
| Lythrum 'Blush' | 80 cm | July to September | sun, moist | £7.40
| Macleaya 'Kelway's Coral Plume' | 220 cm | July | sun | £10.50
| Monarda 'Gardenview Scarlet' | 100 cm | July to August | sun | £7.60
| Nepeta 'Six Hills Giant' | 80 cm | May to September | sun, dry | £6.90
| Origanum 'Herrenhausen' | 50 cm | July to September | sun, dry | £6.50
| Paeonia 'Bowl of Beauty' | 90 cm | June | sun | £18.50
| Papaver 'Patty's Plum' | 75 cm | May to June | sun | £8.90
| Persicaria 'Firetail' | 120 cm | July to October | anywhere | £7.90
| Phlox 'David' | 100 cm | July to September | half shade | £8.20
| Polemonium 'Lambrook Mauve' | 45 cm | May to June | half shade | £6.90
| Pulmonaria 'Blue Ensign' | 30 cm | March to April | shade | £7.20
| Rudbeckia 'Goldsturm' | 65 cm | July to October | sun | £7.50
| Salvia 'Caradonna' | 60 cm | May to September | sun | £7.90
| Sanguisorba 'Tanna' | 60 cm | June to August | sun, moist | £8.30
| Scabiosa 'Butterfly Blue' | 40 cm | June to October | sun | £6.90
| Sedum 'Matrona' | 60 cm | August to October | sun, dry | £7.60
| Sidalcea 'Elsie Heugh' | 90 cm | June to August | sun | £7.10
| Thalictrum 'Elin' | 250 cm | July | half shade | £12.80
| Tradescantia 'Concord Grape' | 45 cm | June to September | sun, moist | £7.20
| Trollius 'Lemon Queen' | 60 cm | May | moist | £8.50
| Verbascum 'Gainsborough' | 110 cm | June to August | sun, dry | £8.90
| Verbena bonariensis | 150 cm | July to October | sun | £6.50
| Veronica 'Shirley Blue' | 25 cm | May to July | sun | £5.90
| Veronicastrum 'Fascination' | 140 cm | July | sun, moist | £9.40
| Zizia aurea | 80 cm | May to June | half shade | £7.80
## Planting
Soak the pot for ten minutes, loosen the roots, plant at the depth of the pot and water even when it rains. Five plants to a square metre are enough of the taller ones, nine of those below 40 centimetres.
## If a plant dies
Tell us by the end of July of the year after. We send another in autumn, or give you a voucher. We need a photograph, not the dead plant.
## Collecting
Order by Wednesday evening and collect from Thursday on. Orders are kept for ten days in the shade tunnel, with your name on a blue label.
`,
};
