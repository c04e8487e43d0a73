using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class CallerFoldingTests
{
    [Fact]
    public void Callers_of_one_class_get_the_same_answer()
    {
        int first = RandomEnvironments.FirstSeed();
        int callers = 0;
        int classes = 0;
        for (int i = 0; i < RandomEnvironments.Count(150); i++)
        {
            var random = new RandomEnvironments(first + i);
            AwsEnvironment environment = random.Make();
            var analyzer = new EnvironmentAnalyzer(environment);
            var profiles = new EnvironmentProfiles(environment);
            ImmutableArray<CallerProfile> everyone = [.. profiles.Callers, .. Others(profiles)];
            string action = random.Action();
            ResourceProfile resource = profiles.Resource(random.Resource(action, environment), action);
            foreach (CallerFolding folding in new[] { new CallerFolding(resource, action), new CallerFolding(resource, null) })
            {
                ImmutableArray<CallerClass> folded = folding.Fold(everyone, cancellationToken: TestContext.Current.CancellationToken);
                Assert.Equal(Enumerable.Range(0, everyone.Length), folded.SelectMany(static found => found.Members).Order());
                foreach (CallerClass found in folded)
                {
                    AccessAnswer expected = analyzer.Ask(found.Representative, action, resource, AccessConditions.None);
                    foreach (CallerProfile member in found.Members.Select(index => everyone[index]))
                    {
                        AccessAnswer answer = analyzer.Ask(member, action, resource, AccessConditions.None);
                        Assert.True(
                            (expected.State, expected.Decision.Kind, expected.Partial.DecidingKeys.Length) == (answer.State, answer.Decision.Kind, answer.Partial.DecidingKeys.Length),
                            $"{found.Representative.Principal} and {member.Principal} are not alike: {action} on {resource.Resource}: {expected.State} and {answer.State}; IAMSIM_SEED={first + i}");
                    }
                }

                callers += everyone.Length;
                classes += folded.Length;
            }
        }

        Assert.True(classes * 10 < callers * 9, $"{callers} callers make {classes} classes");
    }

    [Fact]
    public void A_role_of_which_a_session_is_named_is_not_one_of_those_of_which_none_is()
    {
        const string Trust = """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""";
        AwsEnvironment environment = new EnvironmentSketch()
            .Role(EnvironmentSketch.Production, "app", Trust).Role(EnvironmentSketch.Production, "ops", Trust).Role(EnvironmentSketch.Production, "web", Trust)
            .Bucket(EnvironmentSketch.Production, "lets", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/ops/jim"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::lets/*"}""")
            .Analyze().Environment;
        var profiles = new EnvironmentProfiles(environment);

        ImmutableArray<CallerClass> folded = new CallerFolding(profiles.Resource("arn:aws:s3:::lets/x", "s3:PutObject"), "s3:PutObject").Fold(profiles.Callers, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["0 2", "1"], folded.Select(static found => string.Join(' ', found.Members)));
    }

    private static IEnumerable<CallerProfile> Others(EnvironmentProfiles profiles) =>
        new[]
        {
            "anonymous", "ec2.amazonaws.com", "arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root", "arn:aws:iam::444444444444:role/guest",
            "arn:aws:iam::444444444444:role/other", "arn:aws:iam::111111111111:role/gone", "arn:aws:sts::111111111111:assumed-role/app/session",
        }.Select(text => profiles.Caller(Principal.Parse(text)));
}
