namespace KooDrive.Client.Authentication;

/// <summary>The access token of one attempt at a request.</summary>
/// <param name="Token">The token.</param>
/// <param name="Header">The value of the <c>Authorization</c> header.</param>
/// <param name="Recoveries">How many recoveries had ended when the attempt began.</param>
internal sealed record TokenUse(AccessToken Token, string Header, long Recoveries)
{
    // A record would show the token.
    public override string ToString() => nameof(TokenUse);
}
