using FsCheck;
using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Tests.Properties;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Batches;

/// <summary>Whatever a simulator was asked before, it answers as one that was never asked.</summary>
public sealed class AskingAgain
{
    private static readonly string[] Services = ["s3", "S3", "kms", "sts", "iam", "sqs", "dynamodb", "none"];

    [Fact]
    public void Earlier_questions_do_not_change_an_answer() => CheckAfterOthers(RandomQuestions.Strict, 1500);

    [Fact]
    public void Earlier_questions_do_not_change_an_answer_about_buckets() => CheckAfterOthers(RandomQuestions.S3, 700);

    [Fact]
    public void Earlier_questions_do_not_change_an_answer_about_keys() => CheckAfterOthers(RandomQuestions.Kms, 700);

    [Fact]
    public void Earlier_questions_do_not_change_an_answer_about_imported_documents() => CheckAfterOthers(RandomQuestions.Lenient, 700);

    [Fact]
    public void The_same_question_in_texts_gets_the_same_answer() => RandomCases.Check(RandomQuestions.Strict, 1500, static question =>
    {
        RequestResource resource = question.Request.Resources[0].Arn;
        AccessRequest plain = new(question.Request.Principal, question.Request.Action, resource) { Context = question.Request.Context };
        Simulator simulator = Simulator.Compile(question.Set, question.Options, Question.Clock);
        Decision asked = simulator.Evaluate(plain);
        Decision inTexts = simulator.Evaluate(plain.Principal, plain.Action.Text.ToUpperInvariant(), resource.Arn, plain.Context);
        Decision inBytes = simulator.Evaluate(plain.Principal, System.Text.Encoding.UTF8.GetBytes(plain.Action.Text), System.Text.Encoding.UTF8.GetBytes(resource.Arn), plain.Context);
        return inTexts == asked && inBytes == asked ? null : $"asked {asked}, in texts {inTexts}, in bytes {inBytes}";
    });

    [Fact]
    public void Threads_that_share_a_simulator_get_the_answers_that_one_gets()
    {
        Question[] questions = [.. RandomCases.Of(RandomQuestions.Strict, 120).Select(static pair => pair.Value)];
        PolicyDocuments(questions, out Simulator simulator, out AccessRequest[] requests, out Decision[] expected);

        int wrong = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var dice = new Random(thread);
            for (int i = 0; i < 4000; i++)
            {
                int at = dice.Next(requests.Length);
                if (i % 7 == 0)
                {
                    simulator.Evaluate(requests[at].Principal, $"s3:Unheard{thread}Of{i}", "*");
                }

                if (simulator.Evaluate(requests[at]) != expected[at])
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.Equal(0, wrong);
    }

    // One set for all: that of the first question whose policies have many statements.
    private static void PolicyDocuments(Question[] questions, out Simulator simulator, out AccessRequest[] requests, out Decision[] expected)
    {
        Question richest = questions.MaxBy(static question => question.Documents().Sum(static pair => pair.Document.Statements.Length))!;
        Simulator shared = Simulator.Compile(richest.Set, richest.Options, Question.Clock);
        requests = [.. questions.Select(static question => question.Request)];
        expected = [.. requests.Select(request => (richest with { Request = request }).AskEngine())];
        simulator = shared;
    }

    private static void CheckAfterOthers(Gen<Question> questions, int normal)
    {
        AccessRequest[] others = [.. RandomCases.Of(questions, 60).Take(60).Select(static pair => pair.Value.Request)];
        var dice = new Random(1);
        RandomCases.Check(questions, normal, question =>
        {
            Simulator simulator = Simulator.Compile(question.Set, question.Options, Question.Clock);
            for (int i = dice.Next(12); i > 0; i--)
            {
                // Names that nobody heard of push others out of their slots.
                ActionName unheard = $"{Services[dice.Next(Services.Length)]}:Get{dice.Next(200)}";
                simulator.Evaluate(dice.Next(3) == 0 ? others[dice.Next(others.Length)] with { Action = unheard } : others[dice.Next(others.Length)]);
            }

            Decision after = simulator.Evaluate(question.Request);
            DecisionKind oracle = question.AskOracle();
            return after == question.AskEngine() && after.Kind == oracle ? null : $"an answer changed\nafterwards {after}, alone {question.AskEngine()}, the oracle {oracle}";
        });
    }
}
