using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Tests.Properties;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Batches;

public sealed class GridLaws
{
    [Fact]
    public void A_cell_is_what_its_request_gets() => CheckCells(RandomQuestions.Strict, 250, 1);

    [Fact]
    public void A_cell_is_what_its_request_gets_about_buckets() => CheckCells(RandomQuestions.S3, 150, 1);

    [Fact]
    public void A_cell_is_what_its_request_gets_about_keys() => CheckCells(RandomQuestions.Kms, 150, 2);

    [Fact]
    public void A_grid_refuses_room_that_is_too_small()
    {
        var grid = new AccessGrid([new GridPrincipal(Simulator.Compile(new PolicySet()), Principal.Anonymous)], ["s3:GetObject", "s3:PutObject"], ["*"]);

        Assert.Equal("there is not room for the answers (Parameter 'decisions')", Assert.Throws<ArgumentException>(() => grid.Evaluate(new Decision[1], 1, TestContext.Current.CancellationToken)).Message);
        Assert.Equal("an action is default (Parameter 'actions')", Assert.Throws<ArgumentException>(static () => new AccessGrid([], [default], [])).Message);
        Assert.Equal("1 principals × 2 actions × 1 resources", grid.ToString());
    }

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_whatever_resource_and_context() => CheckMatrix(RandomQuestions.Strict, 600);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_conditions() => CheckMatrix(RandomQuestions.Conditions, 600);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_keys() => CheckMatrix(RandomQuestions.Kms, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_roles() => CheckMatrix(RandomQuestions.RoleTrust, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_imported_documents() => CheckMatrix(RandomQuestions.Lenient, 300);

    [Fact]
    public void A_matrix_settles_what_the_caller_settles()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"s3:*","Resource":"*"},
              {"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}},
              {"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}},
              {"Effect":"Allow","Action":"sns:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
              {"Effect":"Allow","Action":["kms:Decrypt","dynamodb:ListTables"],"Resource":"*"},
              {"Effect":"Deny","Action":"s3:Delete*","Resource":"arn:aws:s3:::keep/*"},
              {"Effect":"Deny","Action":"s3:PutBucketPolicy","Resource":"*"}]}
            """);
        Principal red = Principal.Parse("arn:aws:iam::111122223333:user/alice") with { Tags = ImmutableDictionary<string, string>.Empty.Add("team", "red") };
        ImmutableArray<ActionName> actions = ["s3:GetObject", "sqs:SendMessage", "ec2:RunInstances", "sns:Publish", "kms:Decrypt", "s3:DeleteObject", "S3:putbucketpolicy", "iam:GetUser", "sts:GetCallerIdentity", "dynamodb:ListTables"];

        PermissionMatrix matrix = new ActionUniverse(actions).ComputeMatrix([new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [policy] }), red)], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                PermissionState.Allowed, PermissionState.Allowed, PermissionState.Denied, PermissionState.Depends, PermissionState.Depends, PermissionState.Depends, PermissionState.Denied,
                PermissionState.Denied, PermissionState.Allowed, PermissionState.Allowed,
            ],
            actions.Select((_, i) => matrix[0, i]));
        Assert.Equal((4, 3, 3), (matrix.Count(0, PermissionState.Allowed), matrix.Count(0, PermissionState.Depends), matrix.Count(0, PermissionState.Denied)));
        Assert.Equal("1 principals × 10 actions", matrix.ToString());
    }

    /// <summary>Guards the law: a matrix that always says "depends" would fulfil it.</summary>
    [Fact]
    public void Most_cells_are_settled()
    {
        PermissionState[] states = [.. RandomCases.Of(RandomQuestions.Strict, 300).Select(static pair => StateOf(pair.Value))];

        Assert.All([PermissionState.Allowed, PermissionState.Denied], state => Assert.InRange(states.Count(other => other == state), states.Length / 50, states.Length));
    }

    private static PermissionState StateOf(Question question) =>
        new ActionUniverse([question.Request.Action, "none:Other"]).ComputeMatrix([Row(question)], maxDegreeOfParallelism: 1, TestContext.Current.CancellationToken)[0, 0];

    private static GridPrincipal Row(Question question) => new(Simulator.Compile(question.Set, question.Options, Question.Clock), question.Request.Principal) { Context = question.Request.Context };

    private static void CheckMatrix(FsCheck.Gen<Question> questions, int normal) => RandomCases.Check(questions, normal, static question =>
    {
        PermissionState state = StateOf(question);
        foreach (RequestResource asked in question.Request.Resources)
        {
            // A resource of the caller's account, of which nothing else is known.
            var resource = new RequestResource(asked.Arn) { Tags = asked.Tags, OwnerAccount = question.Request.Principal.AccountId.Length > 0 ? question.Request.Principal.AccountId : asked.OwnerAccount };
            AccessRequest request = question.Request with { Resources = [resource], Time = null };
            Decision decision = (question with { Request = request }).AskEngine();
            if (state == PermissionState.Allowed ? !decision.IsAllowed : state == PermissionState.Denied && decision.IsAllowed)
            {
                return $"the matrix says {state}\nbut {request} gets {decision}";
            }
        }

        return null;
    });

    private static void CheckCells(FsCheck.Gen<Question> questions, int normal, int threads) => RandomCases.Check(questions, normal, question =>
    {
        ImmutableArray<ActionName> actions = [question.Request.Action, "s3:GetObject", "none:Other", "kms:Decrypt"];
        RequestResource[] more = ["*", "arn:aws:s3:::b/k", "arn:aws:s3:::b2", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:q2"];
        ImmutableArray<RequestResource> resources = [.. question.Request.Resources, .. more];
        var grid = new AccessGrid([Row(question), Row(question)], actions, resources);
        var decisions = new Decision[grid.Count];
        grid.Evaluate(decisions, threads, TestContext.Current.CancellationToken);
        for (int action = 0; action < actions.Length; action++)
        {
            for (int resource = 0; resource < resources.Length; resource++)
            {
                var request = new AccessRequest(question.Request.Principal, actions[action], resources[resource]) { Context = question.Request.Context };
                Decision expected = (question with { Request = request }).AskEngine();
                Decision cell = decisions[grid.IndexOf(1, action, resource)];
                if (cell != expected || cell != decisions[grid.IndexOf(0, action, resource)])
                {
                    return $"a cell differs\n{request}: {cell}, asked alone {expected}";
                }
            }
        }

        return null;
    });
}
