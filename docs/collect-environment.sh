#!/usr/bin/env bash
# Collects what IamSim needs to know about an AWS account or organization, with the AWS CLI, into a folder.
# It only reads: every call is a List, Get or Describe, and sts:AssumeRole if --role is given.
# What cannot be read is noted in collect-errors.log, and everything else goes on.
set -uo pipefail

usage() {
  cat <<'USAGE'
usage: collect-environment.sh --out DIR [options]

  --out DIR          where to write; what an earlier run finished stays, so a run can be repeated after it was stopped
  --profile NAME     profile of the AWS CLI; of the management account or a delegated administrator to see the organization
  --role NAME        role to assume in the other accounts of the organization; without it, only the caller's account is collected
  --accounts "A B"   only these accounts
  --regions "R S"    only these regions; without it, all that are enabled
  --no-organization  do not ask AWS Organizations
USAGE
}

out='' profile='' role='' accounts='' regions='' organization=yes
while (($# > 0)); do
  case "$1" in
    --no-organization) organization=no; shift; continue ;;
    -h | --help) usage; exit 0 ;;
    --out | --profile | --role | --accounts | --regions)
      if (($# < 2)); then
        echo "$1 needs a value" >&2
        exit 2
      fi
      printf -v "${1#--}" '%s' "$2"
      shift 2
      ;;
    *) echo "unknown option '$1'" >&2; usage >&2; exit 2 ;;
  esac
done
if [[ -z $out ]]; then
  usage >&2
  exit 2
fi
read -r -a members <<< "${accounts//,/ }"
for account in "${members[@]}"; do
  if [[ ! $account =~ ^[0-9]{12}$ ]]; then
    echo "'$account' is not an account: twelve digits" >&2
    exit 2
  fi
done

# What is collected tells an attacker where to go: for the owner's eyes only.
umask 077
mkdir -p "$out" || exit 1
log="$out/collect-errors.log"
touch "$log" || exit 1
earlier="$(wc -l < "$log")"
export AWS_PAGER=''
# What was half done when the script was stopped is no answer.
trap 'rm -rf "${out:?}/.part-organization" "${out:?}"/accounts/.part-*' EXIT
if [[ -n $profile ]]; then
  export AWS_PROFILE="$profile"
fi

# A name as a file name.
file_name() {
  local name="${1//%/%25}"
  printf '%s' "${name//\//%2F}"
}

note() {
  printf '%s: %s\n' "$1" "$(tr -s '\n' ' ' < "$2")" >> "$log"
}

# fetch FILE ARGUMENTS...: what the command prints, in the file; {} where AWS says that there is none.
fetch() {
  local name="$1" file="$out/$1"
  shift
  mkdir -p "${file%/*}"
  if aws "$@" --output json > "$file.part" 2> "$file.error"; then
    # Of an answer without members the CLI prints nothing.
    [[ -s "$file.part" ]] || echo '{}' > "$file.part"
    mv "$file.part" "$file"
  elif grep -qE 'NoSuchBucketPolicy|NoSuchTagSet|NoSuchPublicAccessBlockConfiguration|OwnershipControlsNotFoundError|RepositoryPolicyNotFoundException|ResourceNotFoundException\) when calling the GetPolicy operation' "$file.error"; then
    echo '{}' > "$file"
  else
    note "${name/.part-/}: aws $*" "$file.error"
    rm -f "$file"
  fi
  rm -f "$file.part" "$file.error"
}

# names QUERY ARGUMENTS...: what the query finds, one to a line.
names() {
  local query="$1" answer
  shift
  if answer="$(aws "$@" --query "$query" --output text 2> "$out/.error")"; then
    # The CLI prints None where there is nothing.
    printf '%s\n' "$answer" | tr '\t' '\n' | grep -vxE 'None|' || true
  else
    note "aws $*" "$out/.error"
  fi
  rm -f "$out/.error"
}

collect_policies_of() {
  local target="$1" type id
  for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
    fetch "$part/list-policies-for-target/$target.$type.json" organizations list-policies-for-target --target-id "$target" --filter "$type"
    while read -r id; do
      [[ -e "$out/$part/describe-policy/$id.json" ]] || fetch "$part/describe-policy/$id.json" organizations describe-policy --policy-id "$id"
    done < <(names 'Policies[].Id' organizations list-policies-for-target --target-id "$target" --filter "$type")
  done
}

# The accounts at and below a root or unit.
collect_parent() {
  local parent="$1" child
  fetch "$part/list-organizational-units-for-parent/$parent.json" organizations list-organizational-units-for-parent --parent-id "$parent"
  fetch "$part/list-accounts-for-parent/$parent.json" organizations list-accounts-for-parent --parent-id "$parent"
  collect_policies_of "$parent"
  while read -r child; do
    collect_policies_of "$child"
    fetch "$part/list-tags-for-resource/$child.json" organizations list-tags-for-resource --resource-id "$child"
  done < <(names 'Accounts[].Id' organizations list-accounts-for-parent --parent-id "$parent")
  while read -r child; do
    collect_parent "$child"
  done < <(names 'OrganizationalUnits[].Id' organizations list-organizational-units-for-parent --parent-id "$parent")
}

collect_organization() {
  local part=.part-organization root account
  echo 'organization' >&2
  rm -rf "${out:?}/$part"
  fetch "$part/describe-organization.json" organizations describe-organization
  fetch "$part/list-roots.json" organizations list-roots
  fetch "$part/list-delegated-administrators.json" organizations list-delegated-administrators
  while read -r account; do
    fetch "$part/list-delegated-services-for-account/$account.json" organizations list-delegated-services-for-account --account-id "$account"
  done < <(names 'DelegatedAdministrators[].Id' organizations list-delegated-administrators)
  while read -r root; do
    collect_parent "$root"
  done < <(names 'Roots[].Id' organizations list-roots)
  # Whole or not at all.
  mv "$out/$part" "$out/organization"
}

collect_buckets() {
  local folder="$1/s3api" account="$2" bucket
  fetch "$1/s3control/get-public-access-block.json" s3control get-public-access-block --account-id "$account"
  fetch "$folder/list-buckets.json" s3api list-buckets
  while read -r bucket; do
    local operation
    for operation in get-bucket-policy get-bucket-tagging get-public-access-block get-bucket-ownership-controls get-bucket-location get-bucket-abac; do
      fetch "$folder/$operation/$(file_name "$bucket").json" s3api "$operation" --bucket "$bucket"
    done
  done < <(names 'Buckets[].Name' s3api list-buckets)
}

collect_keys() {
  local folder="$1/kms" region="$2" key
  fetch "$folder/list-aliases.json" kms list-aliases --region "$region"
  while read -r key; do
    fetch "$folder/describe-key/$key.json" kms describe-key --key-id "$key" --region "$region"
    fetch "$folder/get-key-policy/$key.json" kms get-key-policy --key-id "$key" --policy-name default --region "$region"
    fetch "$folder/list-grants/$key.json" kms list-grants --key-id "$key" --region "$region"
    fetch "$folder/list-resource-tags/$key.json" kms list-resource-tags --key-id "$key" --region "$region"
  done < <(names 'Keys[].KeyId' kms list-keys --region "$region")
}

collect_messaging() {
  local folder="$1" region="$2" queue topic name
  while read -r queue; do
    name="$(file_name "${queue##*/}")"
    fetch "$folder/sqs/get-queue-attributes/$name.json" sqs get-queue-attributes --queue-url "$queue" --attribute-names All --region "$region"
    fetch "$folder/sqs/list-queue-tags/$name.json" sqs list-queue-tags --queue-url "$queue" --region "$region"
  done < <(names 'QueueUrls[]' sqs list-queues --region "$region")
  while read -r topic; do
    name="$(file_name "${topic##*:}")"
    fetch "$folder/sns/get-topic-attributes/$name.json" sns get-topic-attributes --topic-arn "$topic" --region "$region"
    fetch "$folder/sns/list-tags-for-resource/$name.json" sns list-tags-for-resource --resource-arn "$topic" --region "$region"
  done < <(names 'Topics[].TopicArn' sns list-topics --region "$region")
}

collect_functions() {
  local folder="$1/lambda" region="$2" function
  fetch "$folder/list-functions.json" lambda list-functions --region "$region"
  while read -r function; do
    local name
    name="$(file_name "${function##*:}")"
    fetch "$folder/get-policy/$name.json" lambda get-policy --function-name "$function" --region "$region"
    fetch "$folder/list-tags/$name.json" lambda list-tags --resource "$function" --region "$region"
  done < <(names 'Functions[].FunctionArn' lambda list-functions --region "$region")
}

collect_secrets() {
  local folder="$1/secretsmanager" region="$2" secret
  fetch "$folder/list-secrets.json" secretsmanager list-secrets --region "$region"
  while read -r secret; do
    fetch "$folder/get-resource-policy/$(file_name "$secret").json" secretsmanager get-resource-policy --secret-id "$secret" --region "$region"
  done < <(names 'SecretList[].Name' secretsmanager list-secrets --region "$region")
}

collect_repositories() {
  local folder="$1/ecr" region="$2" repository
  fetch "$folder/describe-repositories.json" ecr describe-repositories --region "$region"
  while read -r repository; do
    fetch "$folder/get-repository-policy/$(file_name "$repository").json" ecr get-repository-policy --repository-name "$repository" --region "$region"
  done < <(names 'repositories[].repositoryName' ecr describe-repositories --region "$region")
}

collect_account() {
  local account="$1" folder="accounts/.part-$1" region
  echo "account $account" >&2
  rm -rf "${out:?}/$folder"
  fetch "$folder/get-account-authorization-details.json" iam get-account-authorization-details
  collect_buckets "$folder" "$account"
  while read -r region; do
    echo "account $account, $region" >&2
    collect_keys "$folder/$region" "$region"
    collect_messaging "$folder/$region" "$region"
    collect_functions "$folder/$region" "$region"
    collect_secrets "$folder/$region" "$region"
    collect_repositories "$folder/$region" "$region"
    fetch "$folder/$region/ec2/describe-vpc-endpoints.json" ec2 describe-vpc-endpoints --region "$region"
  done < <(if [[ -n $regions ]]; then tr -s ' ,' '\n' <<< "$regions"; else names 'Regions[].RegionName' ec2 describe-regions; fi)
  mv "$out/$folder" "$out/accounts/$account"
}

# In a subshell, so that the credentials of one account never serve for another.
collect_other_account() (
  local account="$1" keys
  if ! keys="$(aws sts assume-role --role-arn "arn:$partition:iam::$account:role/$role" --role-session-name iamsim-collect --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text 2> "$out/.error")"; then
    note "account $account: $role" "$out/.error"
    rm -f "$out/.error"
    return
  fi
  rm -f "$out/.error"
  unset AWS_PROFILE
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<< "$keys"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  collect_account "$account"
)

if ! caller="$(aws sts get-caller-identity --query '[Account,Arn]' --output text)"; then
  echo 'AWS does not say who is calling: check the profile' >&2
  exit 1
fi
read -r own arn <<< "$caller"
partition="$(cut -d : -f 2 <<< "$arn")"

if [[ $organization == yes && ! -d $out/organization ]]; then
  collect_organization
fi
if [[ ${#members[@]} -eq 0 && -n $role ]]; then
  mapfile -t members < <(grep -ho '"Id": "[0-9]*"' "$out"/organization/list-accounts-for-parent/*.json 2> "$out/.error" | cut -d '"' -f 4)
  rm -f "$out/.error"
fi
if [[ ${#members[@]} -eq 0 ]]; then
  members=("$own")
fi

for account in "${members[@]}"; do
  if [[ -d $out/accounts/$account ]]; then
    echo "account $account is there already" >&2
  elif [[ $account == "$own" ]]; then
    collect_account "$account"
  elif [[ -n $role ]]; then
    collect_other_account "$account"
  else
    echo "account $account: not the caller's, and --role is missing" >> "$log"
  fi
done

failed=$(($(wc -l < "$log") - earlier))
if ((failed > 0)); then
  echo "$failed calls failed: see $log" >&2
fi
