using System.CommandLine;
using IamSim.Reliability;

var cases = new Option<long>("--cases") { Description = "How many cases.", DefaultValueFactory = static _ => 5_000_000 };
var seed = new Option<int>("--seed") { Description = "The first seed; the same seeds make the same cases on every machine.", DefaultValueFactory = static _ => 1 };
var threads = new Option<int>("--threads") { Description = "How many threads.", DefaultValueFactory = static _ => Environment.ProcessorCount };
var differential = new Command("differential", "Asks the engine in all its ways, and the reference evaluator of the tests, the same questions.") { cases, seed, threads };
differential.SetAction(parsed => new DifferentialRun(parsed.GetValue(cases), parsed.GetValue(seed), parsed.GetValue(threads)).Run());

var lawCases = new Option<int>("--cases") { Description = "How many cases of each law.", DefaultValueFactory = static _ => 20_000 };
var laws = new Command("laws", "Asks how a change of a question changes its answer.") { lawCases, seed, threads };
laws.SetAction(parsed => new LawRun(parsed.GetValue(lawCases), parsed.GetValue(seed), parsed.GetValue(threads)).Run());

var decisions = new Option<long>("--decisions") { Description = "How many decisions.", DefaultValueFactory = static _ => 20_000_000 };
var soakers = new Option<int>("--threads") { Description = "How many threads ask.", DefaultValueFactory = static _ => 8 };
var soak = new Command("soak", "Lets threads ask shared simulators, some of which are replaced all the time, about known and ever new actions.") { decisions, seed, soakers };
soak.SetAction(parsed => new SoakRun(parsed.GetValue(decisions), parsed.GetValue(seed), parsed.GetValue(soakers)).Run());

var culture = new Option<string>("--culture") { Description = "The culture of every thread.", DefaultValueFactory = static _ => "" };
var questions = new Option<int>("--questions") { Description = "How many questions.", DefaultValueFactory = static _ => 3000 };
var fingerprint = new Command("fingerprint", "Prints a hash of decisions, explanations and findings, which nothing about the machine may change.") { questions, seed, threads, culture };
fingerprint.SetAction(parsed => Fingerprint.Print(parsed.GetValue(questions), parsed.GetValue(seed), parsed.GetValue(threads), parsed.GetValue(culture)!));

var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A folder with managed.ndjson: an object with name and policy on each line." };
var corpus = new Command("corpus", "Answers every action of the catalog for every policy of a corpus, compares cells with single answers, and prints the counts and a hash.") { folder };
corpus.SetAction(parsed => CorpusMatrix.Print(parsed.GetValue(folder)!.FullName));

return new RootCommand("Long runs that show what the tests show in small; see docs/reliability.md.") { differential, laws, soak, fingerprint, corpus }.Parse(args).Invoke();
