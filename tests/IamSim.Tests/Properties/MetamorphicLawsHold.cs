using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>How a change of a question changes its answer. <c>tests/IamSim.Reliability</c> asks the same laws at length.</summary>
public sealed class MetamorphicLawsHold
{
    public static TheoryData<string> Names() => [.. MetamorphicLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_holds(string law)
    {
        MetamorphicLaw asked = MetamorphicLaws.All.Single(one => one.Name == law);
        RandomCases.Check(RandomQuestions.Strict, 200, question => asked.FaultOf(new Dice(question.Request.Action.ToString().Length), question));
    }
}
