using System.Text.Json.Nodes;

namespace StudyDashboard.Infrastructure.Http.Idempotency;

/// <summary>
/// Marks a route whose answer has a secret that is stored nowhere. What is kept for a repeat has null in its place: who lost the first answer
/// revokes what was made and makes another.
/// </summary>
/// <param name="Name">The field of the answer.</param>
internal sealed record SecretField(string Name)
{
    public byte[] Without(byte[] answer)
    {
        if (JsonNode.Parse(answer) is not JsonObject fields || !fields.ContainsKey(Name))
        {
            return answer;
        }
        fields[Name] = null;
        return System.Text.Encoding.UTF8.GetBytes(fields.ToJsonString());
    }
}
