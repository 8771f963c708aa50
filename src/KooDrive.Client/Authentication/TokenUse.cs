namespace KooDrive.Client.Authentication;

/// <summary>The access token as one attempt at a request carries it.</summary>
/// <param name="Token">The token.</param>
/// <param name="Header">The value of the <c>Authorization</c> header.</param>
/// <param name="Recoveries">How many recoveries had ended when the attempt began.</param>
internal sealed record TokenUse(AccessToken Token, string Header, long Recoveries)
{
    // A record would show the token.
    public override string ToString() => nameof(TokenUse);
}
