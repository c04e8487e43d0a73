using System.CommandLine;
using IamSim.Reliability;
using IamSim.Reliability.Exchange;

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

var scenarios = new Option<int>("--cases") { Description = "How many scenarios.", DefaultValueFactory = static _ => 20_000 };
var subjects = new Option<string>("--subjects")
{
    Description = "What they are about, with commas between: everything, conditions, resources, buckets, keys, roles, imported documents.",
    DefaultValueFactory = static _ => "everything,conditions,resources,buckets,keys,roles",
};
var stateDerived = new Option<bool>("--state-derived-keys") { Description = "State the context keys that IamSim derives from the request, for engines that derive none." };
var defaults = new Option<bool>("--default-options") { Description = "Ask under the default options only." };
var target = new Option<FileInfo>("--out") { Description = "The file to write, one scenario a line.", Required = true };
var export = new Command("export", "Writes random questions as scenarios with IamSim's answers, and reads each back.") { scenarios, seed, subjects, stateDerived, defaults, target };
export.SetAction(parsed => new ExportRun(parsed.GetValue(scenarios), parsed.GetValue(seed), parsed.GetValue(subjects)!.Split(','), parsed.GetValue(stateDerived), parsed.GetValue(defaults)).Write(parsed.GetValue(target)!.FullName));

var questionFile = new Argument<FileInfo>("FILE") { Description = "The scenarios, one a line." };
var answerFile = new Argument<FileInfo>("ANSWERS") { Description = "The answers of another engine, one a line." };
var classes = new Option<FileInfo?>("--classes") { Description = "The differences that are explained." };
var differences = new Option<FileInfo?>("--differences") { Description = "A file to write every difference to, with its class and features." };
var examples = new Option<int>("--examples") { Description = "How many scenarios to show of each class.", DefaultValueFactory = static _ => 2 };
var compare = new Command("compare", "Compares the answers of another engine with IamSim's; see docs/guides/compare-engines.md.") { questionFile, answerFile, classes, differences, examples };
compare.SetAction(parsed => ComparisonRun.Compare(parsed.GetValue(questionFile)!.FullName, parsed.GetValue(answerFile)!.FullName, parsed.GetValue(classes)?.FullName, parsed.GetValue(differences)?.FullName, parsed.GetValue(examples)));

var answered = new Argument<FileInfo>("FILE") { Description = "The scenarios, one a line." };
var answer = new Command("answer", "Answers scenarios in the form that 'compare' reads, with the microseconds that each took.") { answered };
answer.SetAction(parsed => AnswerRun.Write(parsed.GetValue(answered)!.FullName));

return new RootCommand("Long runs that show what the tests show in small; see docs/reliability.md.") { differential, laws, soak, fingerprint, corpus, export, compare, answer }.Parse(args).Invoke();
