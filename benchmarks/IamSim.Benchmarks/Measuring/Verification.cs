using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>Runs the body of every benchmark once with every workload and looks at its answer, without measuring. Loading checks each request by itself.</summary>
internal static class Verification
{
    public static int Run(TextWriter output)
    {
        int wrong = 0;
        output.WriteLine("Answers: denied implicitly / denied explicitly / allowed; of the matrix denied / depends / allowed; of documents their statements.");
        foreach (QuestionBodies question in QuestionBodies.All())
        {
            (Body Body, long Tally)[] answers = [.. question.Bodies.Select(static body => (body, Answer(body)))];
            bool agree = answers.GroupBy(static answer => answer.Body.Operations, static answer => answer.Tally).All(static group => group.Distinct().Count() == 1);
            wrong += agree ? 0 : 1;
            output.WriteLine($"{(agree ? "ok" : "WRONG")}  {question.Name} {question.Policies}: {string.Join(", ", answers.Select(static answer => $"{answer.Body.Name} {Tally.Show(answer.Tally)}"))}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static long Answer(Body body)
    {
        body.Renew();
        return body.Run();
    }
}
