using System.Text.Json.Nodes;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Principal elements.</content>
internal sealed partial class RandomPolicies
{
    private JsonNode Everyone() => dice.Chance(50) ? "*" : new JsonObject { ["AWS"] = dice.Chance(50) ? "*" : new JsonArray("*") };

    private JsonObject PrincipalMap(ResourcePolicyKind kind, bool service)
    {
        var map = new JsonObject();
        bool trust = kind == ResourcePolicyKind.RoleTrust;
        Principal caller = request.Principal;
        if (dice.Chance(caller.AccountId.Length > 0 ? 95 : 40))
        {
            map["AWS"] = ListOrOne(dice.Some(1, 3, () => AwsEntry(trust)), 60);
        }

        if (service && dice.Chance(caller.Kind == PrincipalKind.Service ? 80 : 10))
        {
            map["Service"] = ListOrOne([caller.Kind == PrincipalKind.Service && dice.Chance(70) ? caller.Name : dice.Pick("lambda.amazonaws.com", "cloudtrail.amazonaws.com")], 50);
        }

        if (trust && dice.Chance(caller.Kind == PrincipalKind.FederatedProvider ? 85 : 10))
        {
            map["Federated"] = caller.Kind == PrincipalKind.FederatedProvider && dice.Chance(75) ? caller.Text : dice.Pick(RandomQuestions.Providers);
        }

        if (kind == ResourcePolicyKind.S3Bucket && dice.Chance(15))
        {
            map["CanonicalUser"] = caller.CanonicalUserId is { } id && dice.Chance(70) ? id : new string('b', 64);
        }

        if (map.Count == 0)
        {
            map["AWS"] = AwsEntry(trust);
        }

        return map;
    }

    private string AwsEntry(bool trust)
    {
        Principal caller = request.Principal;
        if (dice.Chance(25) || caller.AccountId.Length == 0)
        {
            string account = dice.Pick(A, B);
            return dice.Pick(
                account, $"arn:aws:iam::{account}:root", $"arn:aws:iam::{account}:user/alice", $"arn:aws:iam::{account}:role/app", $"arn:aws:iam::{account}:role/team/app",
                $"arn:aws:sts::{account}:assumed-role/app/s1", "AIDAALICEALICEALICE01", "AROAAPPAPPAPPAPPAPP01", $"arn:aws-cn:iam::{account}:root", "*");
        }

        // The levels of the caller's own identity, so that NotPrincipal can list them all.
        string partition = caller.Text.Split(':')[1];
        string iam = $"arn:{partition}:iam::{caller.AccountId}";
        List<string> own = [caller.AccountId, $"{iam}:root"];
        if (dice.Chance(8))
        {
            // PRIN-11.
            return $"arn:{(partition == "aws" ? "aws-cn" : "aws")}:iam::{caller.AccountId}:{dice.Pick("root", $"user/{caller.Name}", $"role/{caller.Name}")}";
        }

        own.AddRange(caller.Kind switch
        {
            PrincipalKind.User => [caller.Text, caller.Text, caller.UniqueId ?? caller.Text],
            PrincipalKind.Role => [caller.Text, $"{iam}:role/{caller.Name}", $"arn:{partition}:sts::{caller.AccountId}:assumed-role/{caller.Name}/s1"],
            PrincipalKind.RoleSession => [caller.Text, caller.Text, $"{iam}:role/{caller.Name}", $"{iam}:role/path/{caller.Name}", caller.UniqueId ?? caller.Text],
            PrincipalKind.FederatedUser when !trust => [caller.Text, caller.Text, caller.Issuer ?? caller.Text],
            PrincipalKind.FederatedUser => [caller.Issuer ?? caller.AccountId],
            _ => [],
        });
        return dice.Pick(own);
    }
}
