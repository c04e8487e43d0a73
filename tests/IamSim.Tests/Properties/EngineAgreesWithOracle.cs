using FsCheck;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>The engine against the reference evaluator.</summary>
public sealed class EngineAgreesWithOracle
{
    [Fact]
    public void The_engine_answers_as_the_oracle() => Compare(RandomQuestions.Strict, 3000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_conditions() => Compare(RandomQuestions.Conditions, 6000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_resources() => Compare(RandomQuestions.Resources, 3000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_buckets() => Compare(RandomQuestions.S3, 4000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_keys() => Compare(RandomQuestions.Kms, 4000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_roles() => Compare(RandomQuestions.RoleTrust, 3000);

    [Fact]
    public void The_engine_answers_as_the_oracle_about_imported_documents() => Compare(RandomQuestions.Lenient, 2000);

    /// <summary>Guards the generator: a comparison in which everything is denied would prove little.</summary>
    [Fact]
    public void Random_questions_reach_all_three_answers()
    {
        ILookup<DecisionKind, DecisionKind> answers = RandomCases.Of(RandomQuestions.Strict, 500).Select(static question => question.Value.AskOracle()).ToLookup(static answer => answer);
        foreach (DecisionKind kind in Enum.GetValues<DecisionKind>())
        {
            Assert.InRange(answers[kind].Count(), RandomCases.Count(500) / 10, RandomCases.Count(500));
        }
    }

    private static void Compare(Gen<Question> questions, int normal) => RandomCases.Check(questions, normal, static question =>
    {
        DecisionKind engine = question.AskEngine().Kind;
        DecisionKind oracle = question.AskOracle();
        return engine == oracle ? null : $"the engine says {engine}, the oracle says {oracle}";
    });
}
