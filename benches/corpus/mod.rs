//! Texts to measure speed with: our own sentences, invented names, the same ones in every run; like news in the ways that
//! cost time: names, numbers, quotations of all kinds, one for about 600 bytes.

/// Bytes of text for each quotation, about as in news.
const BYTES_A_QUOTE: usize = 600;

/// Texts of a few thousand bytes each, `size` bytes in all and up to one text more.
pub fn documents(size: u64) -> impl Iterator<Item = String> {
    let mut dice = Dice(20_240_229);
    let mut total = 0;
    std::iter::from_fn(move || {
        (total < size).then(|| {
            let document = document(&mut dice);
            total += document.len() as u64;
            document
        })
    })
}

fn document(dice: &mut Dice) -> String {
    let length = 1500 + dice.below(4000);
    let people: Vec<&str> = (0..3).map(|_| dice.pick(PEOPLE)).collect();
    let (mut text, mut quotes) = (String::new(), 0);
    while text.len() < length {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        for _ in 0..1 + dice.below(4) {
            let templates = if (quotes + 1) * BYTES_A_QUOTE <= text.len() + BYTES_A_QUOTE / 2 {
                quotes += 1;
                REPORTED
            } else {
                PLAIN
            };
            let sentence = dice.pick(templates);
            let person = dice.pick(&people);
            let surname = person.rsplit(' ').next().unwrap_or(person);
            text += &sentence
                .replace("PERSON", person)
                .replace("SURNAME", surname)
                .replace("PLACE", dice.pick(PLACES))
                .replace("WORDS", dice.pick(WORDS))
                .replace("NUMBER", &dice.below(10_000).to_string());
            text.push(' ');
        }
        text.pop();
    }
    text
}

/// The same throws in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PEOPLE: &[&str] = &[
    "Marta Olsen",
    "David K. Ferris",
    "Prime Minister Ilse Brandt",
    "Dr. Henry Oduya",
    "Sen. Claire Whitcomb",
    "Joaquín Peralta",
    "Mr. Thomas Reed",
    "Annika van der Berg",
    "police chief Leon Marsh",
    "Professor Judith Stein",
];

const PLACES: &[&str] =
    &["Port Ellery", "Geneva", "Northfield County", "the capital", "Kestrel Bay", "Ohio", "Lower Marden"];

const WORDS: &[&str] = &[
    "We have waited nine years for this bridge, and it will not wait for us",
    "There is no plan, there was never a plan, and everybody in that room knew it",
    "I’m not going to stand here and tell people that their bills will fall by June",
    "It was loud, then it was very quiet",
    "Nobody should have to choose between heating the house and feeding the children",
    "The figures speak for themselves",
    "a failure of nerve on a scale I haven’t seen before",
    "You don’t rebuild a harbor in a week",
];

const PLAIN: &[&str] = &[
    "The council approved the second phase of the project on Tuesday by a vote of NUMBER to 12, after a hearing that ran well past midnight.",
    "About NUMBER people live in the valley, most of them in houses built before the dam, and many have no other way to reach PLACE.",
    "PERSON arrived in PLACE early in the morning and left again before the delegation from the ministry had finished its breakfast.",
    "The company, which was founded in 1987 and employs NUMBER workers, reported a loss of $4.2 million for the third quarter.",
    "Officials in PLACE had promised a decision by the end of March, but the date passed without one.",
    "SURNAME was first elected in 2011 and has led the committee ever since, though two of its members resigned last year.",
    "Rain fell for most of the afternoon; the river rose by 2.5 metres, and the lower road was closed to all but emergency vehicles.",
    "It is the third time in NUMBER days that trains between PLACE and the coast have been cancelled.",
    "Under the agreement, the U.S. and its partners would share the cost of the survey, with the first results due in the spring.",
    "A court in PLACE will hear the case next month, and a ruling is not expected before the summer recess.",
    "None of the documents seen so far mention the payment, and the bank’s own records for that week are incomplete.",
    "The school has room for NUMBER pupils, twice as many as the old building on the hill.",
];

const REPORTED: &[&str] = &[
    "“WORDS,” PERSON said.",
    "“WORDS,” said PERSON, who has represented PLACE since 2009. “WORDS.”",
    "\"WORDS,\" SURNAME told reporters in PLACE on Friday.",
    "PERSON said the report was “WORDS.”",
    "According to PERSON, “WORDS.”",
    "SURNAME, speaking after the meeting, added: “WORDS.”",
    "“WORDS,” he said.",
    "In a statement, the ministry called the decision “WORDS” and promised a review within NUMBER days.",
    "PERSON, asked about the delay, shrugged. “WORDS.”",
    "The so-called “Kestrel Accord” was never signed, but “WORDS,” as SURNAME put it.",
];
